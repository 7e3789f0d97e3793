using System.Text.Json;
using Commissioning.Features.Funds;

namespace Commissioning.Features.Demonstration;

/// <summary>One round's invented applications, from the files in db/seed. Amounts in pence, instants in UTC.</summary>
internal sealed record DemonstrationFile
{
    public required IReadOnlyList<ApplicationData> Applications { get; init; }

    public static DemonstrationFile Read(string name)
    {
        using var stream = typeof(DemonstrationFile).Assembly.GetManifestResourceStream($"seed/{name}")!;
        return JsonSerializer.Deserialize<DemonstrationFile>(stream, JsonSerializerOptions.Web)!;
    }

    /// <summary>Reads a round that was built with the designer and downloaded from it.</summary>
    public static RoundFile.Content ReadRound(string name)
    {
        using var reader = new StreamReader(typeof(DemonstrationFile).Assembly.GetManifestResourceStream($"seed/rounds/{name}")!);
        var (content, faults) = RoundFile.Read(reader.ReadToEnd());
        return content ?? throw new InvalidOperationException($"{name}: {faults[0].Sentence}");
    }

    internal sealed record ApplicationData
    {
        public required int Number { get; init; }
        public required OrganisationData Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required string Summary { get; init; }
        public required string Priority { get; init; }
        public string? Zone { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required DateOnly EndsOn { get; init; }
        public required DateTimeOffset SubmittedAt { get; init; }
        public required IReadOnlyDictionary<string, string> Answers { get; init; }
        public required IReadOnlyList<BudgetData> Budget { get; init; }
        public required long AmountRequestedPence { get; init; }
        public required IReadOnlyList<OutcomeData> Outcomes { get; init; }
        public required IReadOnlyDictionary<string, ScoreData> Scores { get; init; }
        public IReadOnlyList<AgreedData>? Agreed { get; init; }
        public string? ModerationNote { get; init; }
        public required IReadOnlyList<CheckData> DueDiligence { get; init; }
    }

    internal sealed record OrganisationData(
        string Name,
        string Kind,
        string? CharityNumber,
        string? CompanyNumber,
        string AddressLine,
        string Town,
        string Postcode,
        string Area,
        string ContactName,
        string ContactEmail,
        string Phone
    );

    internal sealed record BudgetData(string Item, long RequestedPence, long OtherFundersPence);

    internal sealed record OutcomeData(string Outcome, string Measure, string Baseline, string Target);

    internal sealed record ScoreData(IReadOnlyList<int>? Scores, IReadOnlyList<string>? Reasons, ConflictData? Conflict, bool Pending);

    internal sealed record ConflictData(string Kind, string Detail);

    internal sealed record AgreedData(int Value, string? Reason);

    internal sealed record CheckData(string Check, string Status, string Note, string Source);
}
