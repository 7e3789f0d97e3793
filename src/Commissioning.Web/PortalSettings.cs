namespace Commissioning.Web;
public sealed class PortalSettings { }
