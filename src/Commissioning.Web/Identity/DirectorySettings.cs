namespace Commissioning.Web.Identity;

/// <summary>The office's own directory (Entra ID), with which staff sign in; none when no authority is set.</summary>
public sealed record DirectorySettings
{
    public string Authority { get; init; } = "";
    public string ClientId { get; init; } = "";
    public string ClientSecret { get; init; } = "";

    /// <summary>What the button of the sign-in page calls it.</summary>
    public string Name { get; init; } = "your work account";

    public bool IsOn => Authority.Length > 0;
}
