using System.Globalization;
using Commissioning.Domain;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Merge data of letters about an accepted award: a variation, an overdue return, money to return.</summary>
internal sealed class AwardLetters(Office office)
{
    public async Task<LetterContent> VariationAsync(Work work, Guid application, Guid change)
    {
        var row = await work.FindAsync<Change>(ChangeSql, new { change, application });
        var facts = await VariationFacts.GetAsync(work, change);
        var decided = LondonTime.Date(row.DecidedAt ?? work.Now);
        var holds = new HashSet<string>();
        if (row.State == "Approved")
            holds.Add("approved");
        if (row.AskedByOffice)
            holds.Add("by-office");
        if (!string.IsNullOrWhiteSpace(row.DecidedNote))
            holds.Add("noted");
        return await ContentAsync(
            work,
            application,
            new()
            {
                ["change"] = facts.Kind,
                ["reason"] = Sentences.Of(facts.Reason),
                ["asked-on"] = LondonTime.Date(row.AskedAt),
                ["decided-on"] = decided,
                ["note"] = row.DecidedNote ?? "",
            },
            new()
            {
                ["changes"] =
                [
                    new KeyValues([
                        new("About", facts.Kind),
                        new("Until now", facts.Before),
                        new(row.State == "Approved" ? $"From {decided}" : "Asked for", facts.After),
                    ]),
                ],
                ["signature"] = [Signed(row.DecidedByName)],
            },
            holds
        );
    }

    public async Task<LetterContent> ReminderAsync(Work work, Guid application, Guid due)
    {
        var row = await work.FindAsync<Return>(
            "select t.DueOn from MonitoringReturn t join Award w on w.Id = t.AwardId where t.Id = @due and w.ApplicationId = @application",
            new { due, application }
        );
        var late = LondonTime.DateOf(work.Now).DayNumber - row.DueOn.DayNumber;
        return await ContentAsync(
            work,
            application,
            new()
            {
                ["due"] = LondonTime.Date(row.DueOn),
                ["late"] = late == 1 ? "1 day" : $"{Math.Max(0, late).ToString(CultureInfo.InvariantCulture)} days",
                ["link"] = office.LinkTo(Links.Monitoring.Return(due)),
            },
            new() { ["signature"] = [Signed(null)] },
            late > 0 ? ["overdue"] : []
        );
    }

    public async Task<LetterContent> ClawbackAsync(Work work, Guid application)
    {
        var row = await work.FindAsync<Close>(CloseSql, new { application });
        var (back, invoice) = (row.ToReturn - row.Reused - row.Received, row.InvoiceNumber ?? "");
        return await ContentAsync(
            work,
            application,
            new()
            {
                ["paid"] = row.Paid.ToString(),
                ["spent"] = row.Spent.ToString(),
                ["to-return"] = back.ToString(),
                ["invoice"] = invoice,
            },
            new()
            {
                ["sums"] =
                [
                    new KeyValues([
                        new("Awarded", row.Awarded.ToString()),
                        new("Paid", row.Paid.ToString()),
                        new("Spent", row.Spent.ToString()),
                        .. row.Reused.Pence > 0 ? [new Fact("You may use again", row.Reused.ToString())] : Array.Empty<Fact>(),
                        new("To return", back.ToString()),
                        new("Invoice", invoice),
                    ]),
                ],
                ["signature"] = [Signed(row.ProposedByName)],
            },
            []
        );
    }

    private Signature Signed(string? name) =>
        name is null ? new("Commissioning team", office.FunderName) : new(name, $"for the {office.FunderName}");

    internal async Task<LetterContent> ContentAsync(
        Work work,
        Guid application,
        Dictionary<string, string> fields,
        Dictionary<string, IReadOnlyList<LetterBlock>> blocks,
        HashSet<string> holds
    )
    {
        var row = await work.FindAsync<AwardedApplication>(ApplicationSql, new { application });
        var round = await RoundReader.GetAsync(work, row.RoundId);
        var head = new LetterHead(
            row.ContactName,
            row.Organisation,
            row.ProjectName,
            row.Reference,
            round.FundName,
            round.FullName,
            [row.AddressLine, row.Town, row.Postcode]
        );
        foreach (var (name, value) in head.Fields(office))
            fields[name] = value;
        return new(head.Reference, head.Recipient, fields, blocks, holds);
    }

    private const string ChangeSql = """
        select    c.State, c.AskedByOffice, c.AskedAt, c.DecidedAt, c.DecidedNote, p.DisplayName as DecidedByName
        from      Variation c
        join      Award w on w.Id = c.AwardId
        left join Person p on p.Id = c.DecidedBy
        where     c.Id = @change and w.ApplicationId = @application
        """;
    private const string CloseSql = """
        select c.Awarded, c.Paid, c.Spent, c.ToReturn, c.Reused, c.Received, c.InvoiceNumber, p.DisplayName as ProposedByName
        from   CloseOut c
        join   Award w on w.Id = c.AwardId
        join   Person p on p.Id = c.ProposedBy
        where  w.ApplicationId = @application
        """;
    private const string ApplicationSql = """
        select    a.RoundId, a.Reference, a.ProjectName, o.Name as Organisation, o.AddressLine, o.Town, o.Postcode, coalesce(w.ContactName, a.DeclaredName, c.DisplayName) as ContactName
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        join      Person c on c.Id = a.SubmittedBy
        left join Award w on w.ApplicationId = a.Id
        where     a.Id = @application
        """;

    private sealed record Change
    {
        public required string State { get; init; }
        public required bool AskedByOffice { get; init; }
        public required DateTime AskedAt { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public string? DecidedByName { get; init; }
    }

    private sealed record Return
    {
        public required DateOnly DueOn { get; init; }
    }

    private sealed record Close
    {
        public required Money Awarded { get; init; }
        public required Money Paid { get; init; }
        public required Money Spent { get; init; }
        public required Money ToReturn { get; init; }
        public required Money Reused { get; init; }
        public required Money Received { get; init; }
        public string? InvoiceNumber { get; init; }
        public required string ProposedByName { get; init; }
    }

    private sealed record AwardedApplication
    {
        public required Guid RoundId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required string AddressLine { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
        public required string ContactName { get; init; }
    }
}
