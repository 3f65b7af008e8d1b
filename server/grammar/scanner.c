// The lexing that needs to look ahead: string contents and paths.
// From the package tree-sitter-nix (MIT, Charles Strahan and contributors), changed in these places:
// - a path needs a path character or an interpolation right after its first slash, so `a//b` is an update;
// - a path has an end, so that what follows a comment, as in `./a /**/b`, is not taken for a part of it;
// - an indented string's fragment may begin with one quote before an interpolation, as in `${a}'${b}'`;
// - URIs are scanned here, with the paths, and neither looks ahead without end;
// - the two scans of an indented string are one, as both begin with the same characters.
#include "tree_sitter/parser.h"

enum TokenType {
	STRING_FRAGMENT,
	INDENTED_STRING_FRAGMENT,
	PATH_START,
	PATH_FRAGMENT,
	DOLLAR_ESCAPE,
	INDENTED_DOLLAR_ESCAPE,
	PATH_END,
	URI,
	TOKEN_TYPES,
};

// How far to look for a path's first slash or a URI's colon: no file's name is longer, and looking to the end of a long
// `a+a+a+…` from each of its operands would take quadratic time.
#define LONGEST_BEGINNING 255

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

// The backslash of `\$`; any other escape is the grammar's own token.
static bool scan_dollar_escape(TSLexer *lexer) {
	lexer->result_symbol = DOLLAR_ESCAPE;
	advance(lexer);
	lexer->mark_end(lexer);
	return lexer->lookahead == '$';
}

// Text up to the closing quote, an escape or an interpolation.
static bool scan_string(TSLexer *lexer) {
	if (lexer->lookahead == '\\') return scan_dollar_escape(lexer);
	lexer->result_symbol = STRING_FRAGMENT;
	for (bool has_content = false;; has_content = true) {
		lexer->mark_end(lexer);
		switch (lexer->lookahead) {
			case '"':
			case '\\':
				return has_content;
			case '$':
				advance(lexer);
				if (lexer->lookahead == '{') return has_content;
				// A dollar takes the next character with it: `$${` begins no interpolation, `$$${` does.
				if (lexer->lookahead != '"' && lexer->lookahead != '\\') advance(lexer);
				break;
			case '\0':
				return false;
			default:
				advance(lexer);
		}
	}
}

// The quotes of `''$` or the quotes and the backslash of `''\$`; stands on the second quote.
static bool scan_indented_dollar_escape(TSLexer *lexer) {
	lexer->result_symbol = INDENTED_DOLLAR_ESCAPE;
	advance(lexer);
	lexer->mark_end(lexer);
	if (lexer->lookahead == '\\') {
		advance(lexer);
		lexer->mark_end(lexer);
	}
	return lexer->lookahead == '$';
}

// Text up to two quotes or an interpolation, or the escape of a dollar.
static bool scan_indented_string(TSLexer *lexer) {
	lexer->result_symbol = INDENTED_STRING_FRAGMENT;
	for (bool has_content = false;; has_content = true) {
		lexer->mark_end(lexer);
		switch (lexer->lookahead) {
			case '$':
				advance(lexer);
				if (lexer->lookahead == '{') return has_content;
				if (lexer->lookahead != '\'') advance(lexer);
				break;
			case '\'':
				advance(lexer);
				// Two quotes end the string or begin an escape.
				if (lexer->lookahead == '\'') return has_content || scan_indented_dollar_escape(lexer);
				break;
			case '\0':
				return false;
			default:
				advance(lexer);
		}
	}
}

static bool is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool is_one_of(int32_t c, const char *characters) {
	for (; *characters; characters++) {
		if (c == *characters) return true;
	}
	return false;
}

static bool is_path_char(int32_t c) { return is_letter(c) || (c >= '0' && c <= '9') || is_one_of(c, "._-+"); }

static bool is_uri_char(int32_t c) { return is_path_char(c) || is_one_of(c, "%/?:@&=$,!~*'"); }

static bool is_path_char_or_slash(int32_t c) { return is_path_char(c) || c == '/'; }

// A path up to its end or its first interpolation; stands on its first slash. Nix refuses a slash at the very end; here
// it belongs to the path, so that a path being typed disturbs nothing after it.
static bool scan_path_start(TSLexer *lexer) {
	lexer->result_symbol = PATH_START;
	advance(lexer);
	lexer->mark_end(lexer);
	if (lexer->lookahead == '$') {
		advance(lexer);
		return lexer->lookahead == '{';
	}
	if (!is_path_char(lexer->lookahead)) return false;
	while (is_path_char_or_slash(lexer->lookahead)) advance(lexer);
	lexer->mark_end(lexer);
	return true;
}

// A URI; stands on the colon after its scheme.
static bool scan_uri(TSLexer *lexer) {
	lexer->result_symbol = URI;
	advance(lexer);
	if (!is_uri_char(lexer->lookahead)) return false;
	while (is_uri_char(lexer->lookahead)) advance(lexer);
	lexer->mark_end(lexer);
	return true;
}

// A path or a URI, which begin alike.
static bool scan_path_or_uri(TSLexer *lexer) {
	while (lexer->lookahead == ' ' || lexer->lookahead == '\n' || lexer->lookahead == '\r' || lexer->lookahead == '\t') {
		lexer->advance(lexer, true);
	}
	bool is_scheme = is_letter(lexer->lookahead);
	for (int length = 0; is_path_char(lexer->lookahead) && length < LONGEST_BEGINNING; length++) {
		if (lexer->lookahead == '_') is_scheme = false;
		advance(lexer);
	}
	if (lexer->lookahead == '/') return scan_path_start(lexer);
	return is_scheme && lexer->lookahead == ':' && scan_uri(lexer);
}

// What follows a part of a path without a space: more of it, or its end, which is an empty token as in Nix's own lexer.
// An interpolation is left to the grammar.
static bool scan_path_rest(TSLexer *lexer) {
	lexer->mark_end(lexer);
	if (is_path_char_or_slash(lexer->lookahead)) {
		lexer->result_symbol = PATH_FRAGMENT;
		while (is_path_char_or_slash(lexer->lookahead)) advance(lexer);
		lexer->mark_end(lexer);
		return true;
	}
	lexer->result_symbol = PATH_END;
	if (lexer->lookahead != '$') return true;
	advance(lexer);
	return lexer->lookahead != '{';
}

// Everything is valid only while the parser recovers from an error.
static bool is_recovering(const bool *valid_symbols) {
	for (int i = 0; i < TOKEN_TYPES; i++) {
		if (!valid_symbols[i]) return false;
	}
	return true;
}

void *tree_sitter_nix_external_scanner_create(void) { return NULL; }

bool tree_sitter_nix_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
	// A string fragment would eat the rest of the file then.
	if (is_recovering(valid_symbols)) return scan_path_or_uri(lexer);
	if (valid_symbols[STRING_FRAGMENT]) return scan_string(lexer);
	if (valid_symbols[INDENTED_STRING_FRAGMENT]) return scan_indented_string(lexer);
	if (valid_symbols[PATH_END]) return scan_path_rest(lexer);
	return valid_symbols[PATH_START] && scan_path_or_uri(lexer);
}

unsigned tree_sitter_nix_external_scanner_serialize(void *payload, char *buffer) { return 0; }

void tree_sitter_nix_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {}

void tree_sitter_nix_external_scanner_destroy(void *payload) {}
