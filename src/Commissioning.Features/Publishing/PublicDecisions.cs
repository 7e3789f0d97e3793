using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Publishing;

/// <summary>Decisions as everybody may read them: once their letters are out, and never one with a protective marking or an exemption. Each
/// grant is as <see cref="PublicGrants"/> shows it. A text that would name a group that we do not name is left out.</summary>
public sealed class PublicDecisions(Db db, Office office)
{
    public const string LeftOut = "We left these words out, because they would name a group that we do not name.";

    public sealed record PublicDecision
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required string FundName { get; init; }
        public required string RoundName { get; init; }
        public required string BudgetYear { get; init; }
        public required string Number { get; init; }
        public required DateTime DecidedAt { get; init; }

        /// <summary>False: its marking or an exemption keeps the notice from the public.</summary>
        public required bool MayBeRead { get; init; }
        public long? ThresholdNumerator { get; init; }
        public long? ThresholdDenominator { get; init; }

        /// <summary>Applications that it decided.</summary>
        public required int Applications { get; init; }

        /// <summary>Of them, those that it funded, whether or not the offer was accepted.</summary>
        public required int Funded { get; init; }

        /// <summary>Of these, offers that were declined or withdrawn.</summary>
        public required int Refused { get; init; }

        /// <summary>Of them, the grants that the public reads.</summary>
        public required int Grants { get; init; }

        /// <summary>Accepted grants of it that the public does not read yet.</summary>
        public required int NotPublished { get; init; }

        /// <summary>Null: the notice is withheld.</summary>
        public string? DecidedBy { get; init; }
        public string Round => $"{FundName}, {RoundName}, {BudgetYear}";
        public Fraction? Threshold =>
            ThresholdNumerator is { } numerator && ThresholdDenominator is { } denominator and not 0
                ? new Fraction(numerator, denominator)
                : null;
    }

    public const int PageSize = 50;

    /// <param name="Filter">As asked for, on a page that exists.</param>
    /// <param name="Count">Decisions that fit the filter.</param>
    public sealed record DecisionPage(
        DecisionFilter Filter,
        IReadOnlyList<PublicDecision> Decisions,
        int Count,
        IReadOnlyList<string> BudgetYears,
        IReadOnlyList<string> Funds,
        IReadOnlyList<string> Deciders
    )
    {
        public int Pages => Math.Max(1, (Count + PageSize - 1) / PageSize);
    }

    /// <summary>The newest first.</summary>
    /// <param name="typed">The values of the address by name.</param>
    public Task<DecisionPage> ListAsync(Func<string, string?> typed) =>
        db.ReadAsync(async work =>
        {
            var all = await AllAsync(work);
            var years = all.Select(one => one.BudgetYear).Distinct().OrderDescending(StringComparer.Ordinal).ToList();
            var funds = all.Select(one => one.FundName).Distinct().Order(StringComparer.Ordinal).ToList();
            var deciders = all.Select(one => one.DecidedBy).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
            var filter = DecisionFilter.Parse(typed, years, funds, deciders);
            var found = all.Where(one =>
                    (filter.BudgetYear is null || one.BudgetYear == filter.BudgetYear)
                    && (filter.Fund is null || one.FundName == filter.Fund)
                    && (filter.DecidedBy is null || one.DecidedBy == filter.DecidedBy)
                )
                .ToList();
            var (page, notes) = TypedAddress.OnAPageOf(Math.Max(1, (found.Count + PageSize - 1) / PageSize), filter.Page, filter.Notes);
            return new DecisionPage(
                filter with
                {
                    Page = page,
                    Notes = notes,
                },
                found.Skip((page - 1) * PageSize).Take(PageSize).ToList(),
                found.Count,
                years,
                funds,
                deciders
            );
        });

    /// <summary>All, with those whose notice is withheld; the newest first.</summary>
    internal static Task<IReadOnlyList<PublicDecision>> AllAsync(Work work) =>
        work.QueryAsync<PublicDecision>($"{DecisionsSql} order by d.DecidedAt desc, d.Number");

    /// <summary>Those of a round, the oldest first.</summary>
    internal static Task<IReadOnlyList<PublicDecision>> OfRoundAsync(Work work, Guid round) =>
        work.QueryAsync<PublicDecision>($"{DecisionsSql} and d.RoundId = @round order by d.DecidedAt, d.Number", new { round });

    /// <summary>"Not found" for a decision that nobody outside may read.</summary>
    public Task<LetterDocument> GetAsync(Guid decision) =>
        db.ReadAsync(async work =>
        {
            var one = await work.FindAsync<PublicDecision>($"{DecisionsSql} and d.Id = @decision", new { decision });
            if (!one.MayBeRead)
                throw new NotFoundException("This decision is not public");
            var round = await RoundReader.GetAsync(work, one.RoundId);
            var details = await work.FindAsync<DetailsRow>(DetailsSql, new { decision });
            var grants = await PublicGrants.FindAsync(
                work,
                "w.RoundId = @RoundId and exists (select 1 from DecisionLine l where l.DecisionId = @decision and l.ApplicationId = w.ApplicationId and l.Funded = 1)",
                new { decision, one.RoundId }
            );
            var unnamed = await UnnamedAsync(work, one.RoundId);
            List<LetterBlock> blocks =
            [
                new KeyValues([
                    new("Reference", one.Number),
                    new("Round", round.FullName),
                    new("Decided by", details.DecidedBy),
                    new("Date", LondonTime.DateAndTime(one.DecidedAt)),
                    new("Legal power", round.LegalPower),
                    new("Interests declared", unnamed.WithoutNames(details.Interests)),
                    .. details.Corrects is { } corrected ? new[] { new Fact("Changes the decision", corrected) } : [],
                ]),
                new Heading(2, "Summary of the decision"),
                new Paragraph(Summary(one, grants)),
            ];
            if (!string.IsNullOrWhiteSpace(details.Note))
                blocks.Add(new Paragraph(unnamed.WithoutNames(details.Note)));
            if (grants.Count > 0)
                blocks.Add(Table(grants));
            if (grants.Count > 0 && PaperRules.NeedsOpinion(round.LegalPower))
                blocks.AddRange([
                    new Heading(2, "The opinion that the law asks for"),
                    new Paragraph(PaperRules.OpinionHeld(grants.Count)),
                    new Bullets(grants.Select(grant => $"{grant.Reference}: {grant.CrimeReason}").ToList()),
                ]);
            var paper = LetterDocument.FromJson(details.PaperJson);
            foreach (
                var (part, heading) in new[]
                {
                    (PaperPart.Background, "Background"),
                    (PaperPart.Alternatives, "Options considered"),
                    (PaperPart.Finance, "Financial implications"),
                    (PaperPart.Legal, "Legal implications"),
                    (PaperPart.Equality, "Equality implications"),
                }
            )
                // The paper's sums are those of every grant, which would tell what a grant that is not public comes to.
                if (part != PaperPart.Finance || grants.Count == one.Funded)
                    blocks.AddRange(DecisionNotice.Written(paper, part, heading).Select(block => unnamed.WithoutNames(block)));
            blocks.Add(
                (await Letterheads.OfAsync(work, office, round.FundId)).Sign(
                    new Signature(details.DecidedBy, $"for the {office.GrantorName}")
                )
            );
            return new LetterDocument
            {
                Title = $"Decision notice {one.Number}",
                IsPaper = true,
                Reference = one.Number,
                Date = LondonTime.DateOf(one.DecidedAt),
                Sender = office.Sender,
                Blocks = blocks,
            };
        });

    /// <summary>All, with those whose notice is withheld; the newest first.</summary>
    public Task<IReadOnlyList<PublicDecision>> AllAsync() =>
        db.QueryAsync<PublicDecision>($"{DecisionsSql} order by d.DecidedAt desc, d.Number");

    private static string Summary(PublicDecision decision, IReadOnlyList<PublicGrants.Grant> grants) =>
        PublicationRules.GrantsInWords(
            decision.Applications,
            decision.Funded,
            decision.Refused,
            grants.Count,
            grants.Sum(grant => grant.Amount)
        )
        + decision.NotPublished switch
        {
            0 => "",
            1 => " 1 more grant was accepted and is not published yet.",
            var more => $" {more} more grants were accepted and are not published yet.",
        };

    private static Figures Table(IReadOnlyList<PublicGrants.Grant> grants) =>
        new(
            "Grants",
            [new("Reference"), new("Organisation"), new("Where"), new("Project"), new("Amount", true)],
            grants
                .Select(grant =>
                    (IReadOnlyList<string>)
                        [grant.Reference, grant.RecipientInWords, grant.PlaceInWords, grant.Title, grant.Amount.ToString()]
                )
                .ToList(),
            ["Total", $"{grants.Count}", "", "", grants.Sum(grant => grant.Amount).ToString()]
        );

    /// <summary>The groups of a round that no public text names.</summary>
    /// <param name="Grants">Those with an award: a telling word is enough.</param>
    /// <param name="Others">Names of those without one.</param>
    private sealed record Unnamed(IReadOnlyList<PublicationSubject> Grants, IReadOnlyList<string> Others)
    {
        public string WithoutNames(string text) =>
            Others.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase))
            || PublicationRules.GivenAway(text, Grants).Count > 0
                ? LeftOut
                : text;

        public LetterBlock WithoutNames(LetterBlock block) =>
            block is Paragraph paragraph ? paragraph with { Text = WithoutNames(paragraph.Text) } : block;
    }

    private static async Task<Unnamed> UnnamedAsync(Work work, Guid round)
    {
        var rows = await work.QueryAsync<UnnamedRow>(UnnamedSql, new { round });
        return new(
            rows.Where(row => row.HasAward)
                .Select(row => new PublicationSubject
                {
                    Organisation = row.Organisation,
                    Town = row.Town,
                    Postcode = row.Postcode,
                    CharityNumber = row.CharityNumber,
                    CompanyNumber = row.CompanyNumber,
                    Area = row.Area,
                    Zone = row.Zone,
                    ProjectName = "",
                    Summary = "",
                    CrimeReason = "",
                })
                .ToList(),
            rows.Where(row => !row.HasAward).Select(row => row.Organisation).ToList()
        );
    }

    private sealed record DetailsRow
    {
        public required string DecidedBy { get; init; }
        public required string Interests { get; init; }
        public string? Note { get; init; }
        public required string PaperJson { get; init; }
        public string? Corrects { get; init; }
    }

    private sealed record UnnamedRow
    {
        public required string Organisation { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }
        public required string Area { get; init; }
        public string? Zone { get; init; }
        public required bool HasAward { get; init; }
    }

    private const string MayBeReadSql = "d.ProtectiveStatus in ('Official', 'Not protectively marked') and coalesce(d.Exemption, '') = ''";

    // A decision after the letters of its round waits for its own.
    private const string DecisionsSql = $"""
        select d.Id, d.RoundId, f.Name as FundName, r.Name as RoundName, r.BudgetYear, d.Number, d.DecidedAt, r.ThresholdNumerator, r.ThresholdDenominator,
               case when {MayBeReadSql} then 1 else 0 end as MayBeRead,
               case when {MayBeReadSql} then coalesce(h.DisplayName, 'Erased person') end as DecidedBy,
               (select count(*) from DecisionLine l where l.DecisionId = d.Id) as Applications,
               (select count(*) from DecisionLine l where l.DecisionId = d.Id and l.Funded = 1) as Funded,
               (select count(*) from Award w join DecisionLine l on l.ApplicationId = w.ApplicationId where l.DecisionId = d.Id and l.Funded = 1 and {PublicGrants.IsRefusedSql}) as Refused,
               (select count(*) {PublicGrants.PublishedSql} and w.RoundId = d.RoundId and exists (select 1 from DecisionLine l where l.DecisionId = d.Id and l.Funded = 1 and l.ApplicationId = w.ApplicationId)) as Grants,
               (select count(*) {PublicGrants.NotPublishedSql} and w.RoundId = d.RoundId and exists (select 1 from DecisionLine l where l.DecisionId = d.Id and l.Funded = 1 and l.ApplicationId = w.ApplicationId)) as NotPublished
        from   Decision d
        join   Round r on r.Id = d.RoundId
        join   Fund f on f.Id = r.FundId
        left join Person h on h.Id = d.DecidedBy
        where  d.Number is not null and r.LettersReleasedAt is not null
               and (d.DecidedAt <= r.LettersReleasedAt or exists (select 1 from LetterBatch b where b.DecisionId = d.Id and b.ReleasedAt is not null))
        """;
    private const string DetailsSql = """
        select    coalesce(p.DisplayName, 'Erased person') as DecidedBy, d.Interests, d.Note, m.PaperJson, c.Number as Corrects
        from      Decision d
        join      Recommendation m on m.Id = d.RecommendationId
        left join Person p on p.Id = d.DecidedBy
        left join Decision c on c.Id = d.CorrectsId
        where     d.Id = @decision
        """;
    private const string UnnamedSql = $"""
        select    o.Name as Organisation, o.Town, o.Postcode, o.CharityNumber, o.CompanyNumber, o.Area, a.Zone, case when w.Id is null then 0 else 1 end as HasAward
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        left join Award w on w.ApplicationId = a.Id
        where     a.RoundId = @round and a.Status <> 'Draft'
                  and not exists (select 1 from Publication p where p.AwardId = w.Id and p.NameShown = 1 and p.DecidedAt is not null and {PublicGrants.IsAcceptedSql})
        """;
}
