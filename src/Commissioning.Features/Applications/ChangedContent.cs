using System.Text.Json;
using Commissioning.Domain.Applications;

namespace Commissioning.Features.Applications;

/// <summary>What the applicant entered for one part that was asked for again; the others are null.</summary>
public sealed record ChangedContent
{
    public ProjectContent? Project { get; init; }
    public BudgetContent? Budget { get; init; }
    public IReadOnlyList<OutcomeMeasure>? Outcomes { get; init; }

    /// <summary>The answers of the organisation's profile that were entered, by code; the others stay as they are.</summary>
    public IReadOnlyDictionary<string, string>? Profile { get; init; }

    public RequestedPart Part =>
        Project is not null ? RequestedPart.Project
        : Budget is not null ? RequestedPart.Budget
        : Outcomes is not null ? RequestedPart.Outcomes
        : RequestedPart.Organisation;

    public string ToJson() => JsonSerializer.Serialize(this);

    public static ChangedContent FromJson(string json) => JsonSerializer.Deserialize<ChangedContent>(json)!;
}
