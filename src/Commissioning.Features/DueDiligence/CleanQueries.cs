using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What the portal itself looked at, for the rule of what is clean: of one application, or of all of a round at once.</summary>
internal static class CleanQueries
{
    public static async Task<CleanFacts> OfApplicationAsync(Work work, Guid application) =>
        (await OfAsync(work, "a.Id = @id", application)).Values.Single();

    public static Task<IReadOnlyDictionary<Guid, CleanFacts>> OfRoundAsync(Work work, Guid round) =>
        OfAsync(work, "a.RoundId = @id and a.Status = 'Submitted'", round);

    private static async Task<IReadOnlyDictionary<Guid, CleanFacts>> OfAsync(Work work, string which, Guid id)
    {
        var today = ApplicationChecks.Today(work);
        var rows = await work.QueryAsync<ApplicationRow>($"{ApplicationsSql} where {which}", new { id });
        var sightings = (await work.QueryAsync<SightingRow>(SightingsSql(which), new { id })).ToLookup(row => row.OrganisationId);
        var accounts = (await work.QueryAsync<AccountRow>(AccountsSql(which), new { id })).ToLookup(row => row.OrganisationId);
        var list = await work.FirstOrDefaultAsync<DateOnly?>(
            "select ExtractDate from RegisterImport where Kind = 'Sanctions' and State = 'Current' order by ExtractDate desc, StartedAt desc, Id"
        );
        var points = await OfficeSettings.OfAsync(work, OfficeSettings.Safeguarding);
        return rows.ToDictionary(
            row => row.Id,
            row =>
            {
                var numbers = NumbersOf(row);
                var account = accounts[row.OrganisationId].ToList() is [{ State: BankState.Confirmed } only] ? only : null;
                return new CleanFacts
                {
                    Today = today,
                    FoundAt = row.FoundAt,
                    SanctionsListDate = list,
                    Numbers = numbers.Count,
                    Entries = sightings[row.OrganisationId]
                        .DistinctBy(sighting => (sighting.Register, sighting.Number))
                        .Where(sighting => numbers.Contains((sighting.Register, sighting.Number)))
                        .Select(sighting => Entry(sighting, row))
                        .ToList(),
                    ConfirmedAccount = account?.LastFour,
                    PayeeMatches = account?.Payee == PayeeResult.Match,
                    Reach = row.Reach,
                    ReachSavedOn = row.SavedAt is { } at ? LondonTime.DateOf(at) : null,
                    SafeguardingGaps = row.ItemsJson is { } json
                        ? SafeguardingRules
                            .Gaps(row.Reach, JsonSerializer.Deserialize<IReadOnlyList<SafeguardingEvidence>>(json)!, points, today)
                            .Count
                        : 0,
                };
            }
        );
    }

    private static (RegisterFacts, DateOnly, FindingLevel) Entry(SightingRow sighting, ApplicationRow row)
    {
        var facts = JsonSerializer.Deserialize<RegisterFacts>(sighting.FactsJson)!;
        var seenOn = LondonTime.DateOf(sighting.SeenAt);
        var findings = RegisterRules.Findings(facts, row.Name, row.Postcode, facts.AsOf ?? seenOn);
        return (facts, seenOn, findings.Count == 0 ? FindingLevel.Fine : findings.Max(finding => finding.Level));
    }

    private static List<(Register, string)> NumbersOf(ApplicationRow row)
    {
        List<(Register, string)> numbers = [];
        if (row.CharityNumber is { } charity)
            numbers.Add((Register.Charity, RegisterRules.Plain(Register.Charity, charity)));
        if (row.CompanyNumber is { } company)
            numbers.Add((Register.Company, RegisterRules.Plain(Register.Company, company)));
        return numbers;
    }

    private const string ApplicationsSql = """
        select    a.Id, a.OrganisationId, o.Name, o.Postcode, o.CharityNumber, o.CompanyNumber, t.FoundAt, s.Reach, s.ItemsJson, s.SavedAt
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        left join CheckPlan t on t.ApplicationId = a.Id
        left join Safeguarding s on s.ApplicationId = a.Id
        """;

    private static string SightingsSql(string which) =>
        $"""
            select   g.OrganisationId, g.Register, g.Number, g.FactsJson, g.SeenAt
            from     RegisterSighting g
            where    g.OrganisationId in (select a.OrganisationId from Application a where {which})
            order by g.SeenAt desc, g.Id
            """;

    private static string AccountsSql(string which) =>
        $"""
            select b.OrganisationId, b.State, b.LastFour, b.Payee
            from   BankDetails b
            where  b.State in ('Given', 'Confirmed') and b.OrganisationId in (select a.OrganisationId from Application a where {which})
            """;

    private sealed record ApplicationRow
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Name { get; init; }
        public required string Postcode { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }
        public DateTime? FoundAt { get; init; }
        public SafeguardingReach? Reach { get; init; }
        public string? ItemsJson { get; init; }
        public DateTime? SavedAt { get; init; }
    }

    private sealed record SightingRow
    {
        public required Guid OrganisationId { get; init; }
        public required Register Register { get; init; }
        public required string Number { get; init; }
        public required string FactsJson { get; init; }
        public required DateTime SeenAt { get; init; }
    }

    private sealed record AccountRow
    {
        public required Guid OrganisationId { get; init; }
        public required BankState State { get; init; }
        public required string LastFour { get; init; }
        public PayeeResult? Payee { get; init; }
    }
}
