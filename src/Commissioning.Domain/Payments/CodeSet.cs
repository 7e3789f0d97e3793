namespace Commissioning.Domain.Payments;

/// <summary>Finance codes with what they are for and when they count. They never change: others follow them, so that an export keeps the
/// codes that it was made with.</summary>
public sealed record CodeSet
{
    public required Guid Id { get; init; }
    public Guid? FundId { get; init; }
    public Guid? RoundId { get; init; }
    public Guid? AreaId { get; init; }

    /// <summary>Null: any.</summary>
    public CodedKind? Kind { get; init; }
    public required string Company { get; init; }
    public required string CostCentre { get; init; }
    public required string Subjective { get; init; }
    public required string Project { get; init; }
    public required string FundingSource { get; init; }
    public required string VatTreatment { get; init; }
    public required DateOnly FirstDay { get; init; }

    /// <summary>Null: they go on. The day before the first: they never counted.</summary>
    public DateOnly? LastDay { get; init; }
    public Guid? SuccessorId { get; init; }
    public required int Version { get; init; }

    public CodeScope Scope => new(FundId, RoundId, AreaId);
    public FinanceCodes Codes => new(Company, CostCentre, Subjective, Project, FundingSource, VatTreatment);

    public bool CountsOn(DateOnly day) => FirstDay <= day && (LastDay is not { } last || day <= last);
}
