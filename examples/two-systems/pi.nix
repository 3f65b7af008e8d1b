{
  networking.hostName = "pi";
}
