namespace Commissioning.Domain.Funds;

/// <summary>What a fund's letters show beside the office's own name and address; null: not shown.</summary>
public sealed record Letterhead
{
    public string? WebAddress { get; init; }

    /// <summary>Whose signature has the title: nobody else's has it.</summary>
    public string? SignatoryName { get; init; }
    public string? SignatoryTitle { get; init; }
    public string? ContactName { get; init; }
    public string? ContactTitle { get; init; }
    public string? ContactPhone { get; init; }
    public Guid? LogoFileId { get; init; }

    /// <summary>The officer to ask, in one line; null when there is none.</summary>
    /// <param name="officePhone">Used where the officer has no number of their own.</param>
    public string? ContactInWords(string officePhone) =>
        ContactName is null ? null : string.Join(", ", new[] { ContactName, ContactTitle, ContactPhone ?? officePhone }.OfType<string>());
}
