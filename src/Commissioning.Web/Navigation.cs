namespace Commissioning.Web;
public sealed class Navigation { }
