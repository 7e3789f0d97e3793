namespace Commissioning.Platform.Files;

public sealed record ClamdOptions
{
    /// <summary>Where clamd listens: a host, or the path of its socket. Empty: no scanner.</summary>
    public string Host { get; init; } = "";
    public int Port { get; init; } = 3310;

    public bool IsConfigured => Host.Length > 0;
}
