using Commissioning.Domain;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Decisions;

/// <summary>The published decision: number, who decided on which paper, protective status and exemption, interests, and each grant
/// (R61).</summary>
public sealed class DecisionNotice(Db db, Office office)
{
    public sealed record NoticeRow
    {
        public required Guid Id { get; init; }
        public string? Number { get; init; }
        public required DateTime DecidedAt { get; init; }
        public required string DecidedBy { get; init; }
        public required string LeadOfficer { get; init; }
        public required string Interests { get; init; }
        public string? Note { get; init; }
        public required string ProtectiveStatus { get; init; }
        public string? Exemption { get; init; }
        public string? Corrects { get; init; }
    }

    public sealed record NoticeLine
    {
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required bool Funded { get; init; }
        public required bool Departure { get; init; }
        public required Money Amount { get; init; }
        public string? Reason { get; init; }
        public string? Condition { get; init; }
        public string? CorrectedBy { get; init; }
    }

    public Task<LetterDocument> GetAsync(Guid round, string number) =>
        db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            var decision = await work.FindAsync<NoticeRow>(DecisionSql, new { round, number });
            var lines = await work.QueryAsync<NoticeLine>(LinesSql, new { decision.Id });
            var funded = lines.Where(line => line.Funded).ToList();
            List<LetterBlock> blocks =
            [
                new KeyValues([
                    new("Reference", decision.Number ?? "None"),
                    new("Round", details.FullName),
                    new("Lead officer", decision.LeadOfficer),
                    new("Decided by", decision.DecidedBy),
                    new("Date", LondonTime.DateAndTime(decision.DecidedAt)),
                    new("Protective status", decision.ProtectiveStatus),
                    new("Exemption", decision.Exemption ?? "None: published in full"),
                    new("Legal power", details.LegalPower),
                    new("Interests declared", decision.Interests),
                    .. decision.Corrects is { } corrected ? new[] { new Fact("Corrects", corrected) } : [],
                ]),
                new Heading(2, "Decision"),
                new Paragraph(
                    decision.Corrects is not null
                        ? decision.Note ?? ""
                        : $"{(funded.Count == 1 ? "1 grant" : $"{funded.Count} grants")} that come to {funded.Sum(line => line.Amount)}, from a pot of {details.Pot}.{(string.IsNullOrWhiteSpace(decision.Note) ? "" : $" {decision.Note}")}"
                ),
                Table(
                    decision.Corrects is null ? "Grants" : "As corrected",
                    decision.Corrects is null ? funded : lines,
                    decision.Corrects is not null
                ),
            ];
            var departures = lines.Where(line => line.Departure && decision.Corrects is null).ToList();
            if (departures.Count > 0)
                blocks.AddRange([
                    new Heading(2, "Departures from the recommendation"),
                    new Bullets(
                        departures.Select(line => $"{line.Reference}: {(line.Funded ? "funded" : "not funded")}. {line.Reason}").ToList()
                    ),
                ]);
            if (lines.Where(line => line.Condition is not null).ToList() is { Count: > 0 } conditions)
                blocks.AddRange([
                    new Heading(2, "Conditions for individual grants"),
                    new Bullets(conditions.Select(line => $"{line.Reference}: {line.Condition}").ToList()),
                ]);
            if (lines.Where(line => line.CorrectedBy is not null).ToList() is { Count: > 0 } later)
                blocks.AddRange([
                    new Heading(2, "Corrected since"),
                    new Bullets(later.Select(line => $"{line.Reference}: see {line.CorrectedBy}").ToList()),
                ]);
            blocks.Add(new Signature(decision.DecidedBy, $"for the {office.FunderName}"));
            return new LetterDocument
            {
                Title = $"Decision notice {decision.Number}",
                IsPaper = true,
                Reference = decision.Number,
                Date = LondonTime.DateOf(decision.DecidedAt),
                Sender = new(office.FunderName, [], office.ContactEmail, ""),
                Blocks = blocks,
            };
        });

    private static Figures Table(string caption, IReadOnlyList<NoticeLine> lines, bool outcome)
    {
        List<Column> columns = [new("Reference"), new("Organisation"), new("Project"), new("Amount", true)];
        if (outcome)
            columns.Add(new("Outcome"));
        return new(
            caption,
            columns,
            lines
                .Select(line =>
                    (IReadOnlyList<string>)(
                        outcome
                            ?
                            [
                                line.Reference,
                                line.Organisation,
                                line.ProjectName,
                                line.Amount.ToString(),
                                line.Funded ? "Funded" : "Not funded",
                            ]
                            : [line.Reference, line.Organisation, line.ProjectName, line.Amount.ToString()]
                    )
                )
                .ToList(),
            outcome ? null : ["Total", $"{lines.Count}", "", lines.Sum(line => line.Amount).ToString()]
        );
    }

    private const string DecisionSql = """
        select d.Id, d.Number, d.DecidedAt, p.DisplayName as DecidedBy, m.DisplayName as LeadOfficer, d.Interests, d.Note, d.ProtectiveStatus, d.Exemption, c.Number as Corrects
        from   Decision d
        join   Person p on p.Id = d.DecidedBy
        join   Recommendation r on r.Id = d.RecommendationId
        join   Person m on m.Id = r.MadeBy
        left join Decision c on c.Id = d.CorrectsId
        where  d.RoundId = @round and d.Number = @number
        """;
    private const string LinesSql = """
        select   a.Reference, o.Name as Organisation, a.ProjectName, l.Funded, l.Departure, l.Amount, l.Reason, l.Condition, c.Number as CorrectedBy
        from     DecisionLine l
        join     Application a on a.Id = l.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        left join Decision c on c.Id = l.SupersededBy
        where    l.DecisionId = @Id
        order by a.Number
        """;
}
