namespace Commissioning.Features;

/// <summary>Whose portal this is, how to reach them and where it stands: the configuration section Portal.</summary>
public sealed record Office
{
    public string FunderName { get; init; } = "Office of the Police and Crime Commissioner for Leicester, Leicestershire and Rutland";
    public string ServiceName { get; init; } = "Safety Fund portal";
    public string ContactEmail { get; init; } = "commissioning@opcc.example";
    public string ContactPhone { get; init; } = "0116 496 0000";
    public IReadOnlyList<string> AddressLines { get; init; } = ["Police Headquarters", "St Johns", "Enderby", "Leicester LE19 2BX"];

    /// <summary>Where people reach the portal, for links in e-mails. Never taken from a request, whose host anybody can write.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>The account that grants are paid from; empty: no payment file can be taken. The name is what statements of those who are paid show.</summary>
    public string OriginatingSortCode { get; init; } = "";
    public string OriginatingAccount { get; init; } = "";
    public string OriginatingName { get; init; } = "OPCC LLR";

    /// <summary>The name that passkeys are bound to, and the whole beginning of an address; empty until the base address is set.</summary>
    public string Host => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) ? address.Host : "";
    public string Origin => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : "";

    public string LinkTo(string path) => BaseUrl.TrimEnd('/') + path;
}
