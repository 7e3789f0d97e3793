namespace Commissioning.Platform.Files;

public sealed record ClamdOptions
{
    /// <summary>Where clamd listens: a host, or the path of its socket. Empty: no scanner.</summary>
    public string Host { get; init; } = "";
    public int Port { get; init; } = 3310;

    /// <summary>The operator runs the portal without a scanner on purpose: what was not scanned goes to staff with a warning, and never to
    /// the public.</summary>
    public bool Off { get; init; }

    /// <summary>Null when it says whether there is a scanner, which it need not in Development.</summary>
    public string? WhyUndecided(bool isDevelopment) =>
        IsConfigured && Off ? "Set either Clamd__Host or Clamd__Off, not both"
        : IsConfigured || Off || isDevelopment ? null
        : "Uploaded files must be checked for viruses. Set Clamd__Host to the virus scanner (clamd), a host or the path of its socket. To run without one, set Clamd__Off to true: then health says Degraded, staff are warned and the public gets no file that was not checked.";

    public bool IsConfigured => Host.Length > 0;
}
