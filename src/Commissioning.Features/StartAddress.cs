namespace Commissioning.Features;

/// <summary>The address at which an application is started, <see cref="Links.Applications.Start"/>, read back.</summary>
public static class StartAddress
{
    /// <summary>The round; null for any other address.</summary>
    public static Guid? RoundOf(string? address)
    {
        if (address?.Split('?')[0].Split('/') is not ["", _, var id, _] || !Guid.TryParse(id, out var round))
            return null;
        return address.StartsWith(Links.Applications.Start(round), StringComparison.OrdinalIgnoreCase) ? round : null;
    }

    /// <summary>The earlier application whose answers are to be copied; null: none.</summary>
    public static Guid? CopyOf(string address) =>
        RoundOf(address) is not null
        && address.Split('?') is [_, var query]
        && query.Split('=') is ["copyOf", var id]
        && Guid.TryParse(id, out var earlier)
            ? earlier
            : null;
}
