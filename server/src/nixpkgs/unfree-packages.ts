/**
 * Packages that nixpkgs refuses without leave in every release that still has them, by their names in a package set: their
 * `meta.license` there is `unfree`, `unfreeRedistributable` or one like them. Widely used ones only; those whose license
 * changed from one release to another are left out.
 */
export const unfreePackages: ReadonlySet<string> = new Set(
	`_1password-cli _1password-gui _1password-gui-beta android-studio anydesk beeper bitwig-studio burpsuite claude-code
	cloudflare-warp code-cursor corefonts cudatoolkit davinci-resolve davinci-resolve-studio discord discord-canary
	discord-ptb dropbox gitkraken google-chrome hplipWithPlugin insync lens lmstudio masterpdfeditor microsoft-edge mongodb
	mongodb-compass ngrok obsidian parsec-bin plex plexamp postman rar raycast reaper slack spotify steam steam-unwrapped
	sublime-merge sublime4 teamviewer todoist-electron typora unityhub unrar vista-fonts vivaldi vmware-workstation vscode
	vscode-fhs warp-terminal windsurf zoom-us`.split(/\s+/),
);
