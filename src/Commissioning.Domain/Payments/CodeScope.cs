namespace Commissioning.Domain.Payments;

/// <summary>Whose money it is: of a round, of all rounds of a fund, or of an area. At most one is set; none: any.</summary>
public readonly record struct CodeScope(Guid? FundId, Guid? RoundId, Guid? AreaId)
{
    public static readonly CodeScope Any = new(null, null, null);

    /// <summary>As a form posts it: fund, round or area with a colon and the id.</summary>
    public override string ToString() =>
        RoundId is { } round ? $"round:{round}"
        : FundId is { } fund ? $"fund:{fund}"
        : AreaId is { } area ? $"area:{area}"
        : "any";

    /// <summary>Null unless it is what <see cref="ToString"/> writes.</summary>
    public static CodeScope? Parse(string? typed) =>
        typed?.Split(':') switch
        {
            ["any"] => Any,
            ["fund", var id] when Guid.TryParse(id, out var fund) => new(fund, null, null),
            ["round", var id] when Guid.TryParse(id, out var round) => new(null, round, null),
            ["area", var id] when Guid.TryParse(id, out var area) => new(null, null, area),
            _ => null,
        };
}
