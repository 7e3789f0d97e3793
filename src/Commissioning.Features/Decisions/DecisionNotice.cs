using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Decisions;

/// <summary>The published decision (R61): number, who decided on which paper, marking, interests, each grant as asked, recommended and
/// decided, who approved before, and the paper's own words on background, options, finance, law and equality.</summary>
public sealed class DecisionNotice(Db db, Office office)
{
    public sealed record NoticeRow
    {
        public required Guid Id { get; init; }
        public required Guid RecommendationId { get; init; }
        public required string PaperJson { get; init; }
        public string? Number { get; init; }
        public required DateTime DecidedAt { get; init; }
        public required string DecidedBy { get; init; }
        public required string LeadOfficer { get; init; }
        public required string Interests { get; init; }
        public string? Note { get; init; }
        public required string ProtectiveStatus { get; init; }
        public string? Exemption { get; init; }
        public string? Corrects { get; init; }
        public string? ReviewKind { get; init; }

        /// <summary>What the paper recommends, all applications together.</summary>
        public required Money RecommendedTotal { get; init; }
    }

    public sealed record NoticeLine
    {
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required bool Funded { get; init; }
        public DateOnly? DeferredUntil { get; init; }
        public required bool Departure { get; init; }
        public required Money Asked { get; init; }
        public required Money Recommended { get; init; }
        public required Money Amount { get; init; }
        public string? Reason { get; init; }
        public string? Condition { get; init; }

        /// <summary>What it does and why it reduces crime.</summary>
        public required string CrimeReason { get; init; }
        public string? CorrectedBy { get; init; }
        public string InWords => DecisionChoices.InWords(Funded, DeferredUntil);
    }

    public Task<LetterDocument> GetAsync(Guid round, string number) =>
        db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            var decision = await work.FindAsync<NoticeRow>(DecisionSql, new { round, number });
            var lines = await work.QueryAsync<NoticeLine>(LinesSql, new { decision.Id });
            var (funded, later) = (lines.Where(line => line.Funded).ToList(), decision.Corrects is not null);
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
                    .. decision.Corrects is { } corrected ? new[] { new Fact("Changes the decision", corrected) } : [],
                    .. decision.ReviewKind is not null ? new[] { new Fact("Follows", "A review of that decision") } : [],
                ]),
                new Heading(2, "Summary of the decision"),
                new Paragraph(
                    later
                        ? $"{string.Join(" ", lines.Select(Decided))} {decision.Note}".TrimEnd()
                        : $"{(funded.Count == 1 ? "1 grant that comes" : $"{funded.Count} grants that come")} to {funded.Sum(line => line.Amount)}, from a pot of {details.Pot}.{(string.IsNullOrWhiteSpace(decision.Note) ? "" : $" {decision.Note}")}"
                ),
                Table(later ? "As decided now" : "Grants", later ? lines : funded, later),
            ];
            if (funded.Count > 0 && PaperRules.NeedsOpinion(details.LegalPower))
                blocks.AddRange([new Heading(2, "The opinion that the law asks for"), new Paragraph(PaperRules.OpinionHeld(funded.Count))]);
            if (funded.Count > 0)
                blocks.AddRange([
                    new Heading(2, funded.Count == 1 ? "Why this grant reduces crime" : "Why each grant reduces crime"),
                    new Bullets(
                        funded
                            .Select(line =>
                                $"{line.Reference}: {Sentences.Of(Sentences.Beginning(line.CrimeReason, CrimeReasonRules.Longest))}"
                            )
                            .ToList()
                    ),
                ]);
            if (lines.Where(line => line.Departure && !later).ToList() is { Count: > 0 } departures)
                blocks.AddRange([
                    new Heading(2, "Departures from the recommendation"),
                    new Bullets(departures.Select(line => $"{line.Reference}: {Departure(line)}. {Sentences.Of(line.Reason)}").ToList()),
                ]);
            if (lines.Where(line => line.Funded && line.Condition is not null).ToList() is { Count: > 0 } conditions)
                blocks.AddRange([
                    new Heading(2, "Conditions for individual grants"),
                    new Bullets(conditions.Select(line => $"{line.Reference}: {line.Condition}").ToList()),
                ]);
            if (lines.Where(line => line.CorrectedBy is not null).ToList() is { Count: > 0 } since)
                blocks.AddRange([
                    new Heading(2, "Decided again since"),
                    new Bullets(since.Select(line => $"{line.Reference}: see {line.CorrectedBy}").ToList()),
                ]);
            var paper = LetterDocument.FromJson(decision.PaperJson);
            blocks.AddRange(Written(paper, PaperPart.Background, "Background"));
            blocks.AddRange(Written(paper, PaperPart.Alternatives, "Options considered"));
            if (paper.Blocks.OfType<Figures>().FirstOrDefault(table => table.Caption == PaperOptions.Caption) is { } options && !later)
                blocks.Add(options);
            blocks.AddRange([
                new Heading(2, "Financial implications"),
                new Paragraph(Committed(funded.Sum(line => line.Amount), details.Pot)),
                // The paper says what the recommended total would leave, so its words hold for that total only.
                .. funded.Sum(line => line.Amount) == decision.RecommendedTotal ? Written(paper, PaperPart.Finance, "").Skip(1) : [],
            ]);
            var added = await PaperComments.BesideAsync(work, round, (await RoundPapers.OneAsync(work, decision.RecommendationId)).Number);
            blocks.AddRange(Comment(paper, added, Role.ChiefFinanceOfficer));
            blocks.AddRange(Written(paper, PaperPart.Legal, "Legal implications"));
            blocks.AddRange(Comment(paper, added, Role.LegalReviewer));
            blocks.AddRange(Written(paper, PaperPart.Equality, "Equality implications"));
            if ((await SignPaper.OfAsync(work, decision.RecommendationId)).Where(step => step.Approved).ToList() is { Count: > 0 } signed)
                blocks.AddRange([
                    new Heading(2, "Approval of the paper"),
                    new Figures(
                        "Who approved the paper before the decision",
                        [new("As"), new("Name"), new("Date")],
                        signed
                            .Select(step => (IReadOnlyList<string>)[step.Title, step.Name, LondonTime.DateAndTime(step.SignedAt)])
                            .ToList()
                    ),
                ]);
            blocks.Add(new Paragraph($"Signed on {LondonTime.Date(LondonTime.DateOf(decision.DecidedAt))}"));
            blocks.Add(
                (await Letterheads.OfAsync(work, office, details.FundId)).Sign(
                    new Signature(decision.DecidedBy, $"for the {office.GrantorName}")
                )
            );
            return new LetterDocument
            {
                Title = $"Decision notice {decision.Number}",
                IsPaper = true,
                Reference = decision.Number,
                Date = LondonTime.DateOf(decision.DecidedAt),
                Sender = office.Sender,
                Blocks = blocks,
            };
        });

    private static string Decided(NoticeLine line) => $"{line.Reference}: {line.InWords}{(line.Funded ? $", {line.Amount}" : "")}.";

    private static string Committed(Money total, Money pot) =>
        total == Money.Zero
            ? $"This decision commits no money from the pot of {pot}."
            : $"This decision commits {total} from the pot of {pot}.";

    private static string Departure(NoticeLine line) =>
        line.DeferredUntil is { } until ? $"deferred until {LondonTime.Date(until)}"
        : !line.Funded ? "not funded"
        : line.Recommended == Money.Zero ? "funded"
        : $"funded with {line.Amount}, not {line.Recommended}";

    /// <summary>What the officers wrote in a part of the frozen paper, under the notice's own heading.</summary>
    internal static IReadOnlyList<LetterBlock> Written(LetterDocument paper, PaperPart part, string heading)
    {
        var words = paper
            .Blocks.SkipWhile(block => block is not Heading { Level: 2 } one || one.Text != PaperRules.Title(part))
            .Skip(1)
            .TakeWhile(block => block is Paragraph)
            .ToList();
        return words.Count == 0 ? [] : [new Heading(2, heading), .. words];
    }

    /// <summary>What an adviser says in the paper, and what they added beside it before the decision.</summary>
    private static IReadOnlyList<LetterBlock> Comment(
        LetterDocument paper,
        IReadOnlyList<PaperComments.PaperCommentRow> added,
        Role adviser
    )
    {
        var quotes = added.Where(row => row.Role == adviser).Select(PaperComments.Quoted);
        if (RecommendationPaper.CommentOf(paper, adviser) is { } comment)
            quotes = quotes.Prepend(comment);
        var all = quotes.ToList();
        return all.Count == 0 ? [] : [new Heading(3, PaperRules.CommentTitle(adviser)), .. all];
    }

    /// <param name="outcome">Says what was decided, because not every line is funded.</param>
    private static Figures Table(string caption, IReadOnlyList<NoticeLine> lines, bool outcome)
    {
        List<Column> columns =
        [
            new("Reference"),
            new("Organisation"),
            new("Project"),
            new("Asked", true),
            new("Recommended", true),
            new("Decided", true),
        ];
        if (outcome)
            columns.Add(new("Outcome"));
        return new(
            caption,
            columns,
            lines
                .Select(line =>
                    (IReadOnlyList<string>)
                        [
                            line.Reference,
                            line.Organisation,
                            line.ProjectName,
                            line.Asked.ToString(),
                            line.Recommended.ToString(),
                            line.Amount.ToString(),
                            .. outcome ? new[] { line.InWords } : [],
                        ]
                )
                .ToList(),
            outcome
                ? null
                :
                [
                    "Total",
                    $"{lines.Count}",
                    "",
                    lines.Sum(line => line.Asked).ToString(),
                    lines.Sum(line => line.Recommended).ToString(),
                    lines.Sum(line => line.Amount).ToString(),
                ]
        );
    }

    private const string DecisionSql = """
        select d.Id, d.RecommendationId, r.PaperJson, d.Number, d.DecidedAt, p.DisplayName as DecidedBy, m.DisplayName as LeadOfficer, d.Interests, d.Note, d.ProtectiveStatus, d.Exemption, c.Number as Corrects, v.Kind as ReviewKind,
               (select coalesce(sum(x.Amount), 0) from RecommendationLine x where x.RecommendationId = d.RecommendationId and x.Result = 'Fund') as RecommendedTotal
        from   Decision d
        join   Person p on p.Id = d.DecidedBy
        join   Recommendation r on r.Id = d.RecommendationId
        join   Person m on m.Id = r.MadeBy
        left join Decision c on c.Id = d.CorrectsId
        left join DecisionReview v on v.Id = d.ReviewId
        where  d.RoundId = @round and d.Number = @number
        """;
    private const string LinesSql = """
        select   a.Reference, o.Name as Organisation, a.ProjectName, l.Funded, l.DeferredUntil, l.Departure, coalesce(a.AmountRequested, 0) as Asked,
                 case when r.Result = 'Fund' then r.Amount else 0 end as Recommended, l.Amount, l.Reason, l.Condition, coalesce(l.CrimeReason, r.CrimeReason, a.Summary) as CrimeReason, c.Number as CorrectedBy
        from     DecisionLine l
        join     Decision d on d.Id = l.DecisionId
        join     RecommendationLine r on r.RecommendationId = d.RecommendationId and r.ApplicationId = l.ApplicationId
        join     Application a on a.Id = l.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        left join Decision c on c.Id = l.SupersededBy
        where    l.DecisionId = @Id
        order by a.Number
        """;
}
