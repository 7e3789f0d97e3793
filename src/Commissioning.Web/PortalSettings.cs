namespace Commissioning.Web;

/// <summary>Whose portal this is and how to reach them: the configuration section Portal.</summary>
public sealed class PortalSettings
{
    public string FunderName { get; set; } = "Office of the Police and Crime Commissioner for Leicester, Leicestershire and Rutland";
    public string ServiceName { get; set; } = "Safety Fund portal";
    public string ContactEmail { get; set; } = "commissioning@opcc.example";
    public string ContactPhone { get; set; } = "0116 496 0000";
}
