namespace Commissioning.Web.Identity;

/// <summary>The office's own directory (Entra ID) for staff sign-in; none when no authority is configured.</summary>
public sealed record DirectorySettings
{
    public string Authority { get; init; } = "";
    public string ClientId { get; init; } = "";
    public string ClientSecret { get; init; } = "";

    /// <summary>The name of the directory on the sign-in button.</summary>
    public string Name { get; init; } = "your work account";

    public bool IsOn => Authority.Length > 0;
}
