using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Strategy;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A return with what was promised next to what is reported: budget lines and outcomes, word for word (R73).</summary>
public sealed class ReturnReader(Db db)
{
    public sealed record ReturnHeader
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Guid RoundId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }

        /// <summary>What its spending is compared with, in pence: the grant, or of money used again what may be used.</summary>
        public required Money Award { get; init; }
        public required DateOnly ProjectStarts { get; init; }
        public required DateOnly ProjectEnds { get; init; }
        public required ReturnKind Kind { get; init; }
        public DateOnly? PeriodFrom { get; init; }
        public DateOnly? PeriodTo { get; init; }
        public required DateOnly DueOn { get; init; }

        /// <summary>By when what an officer asked about is to be put right.</summary>
        public DateOnly? PutRightBy { get; init; }
        public required ReturnStatus Status { get; init; }

        /// <summary>So far in all, in pence.</summary>
        public Money? Spent { get; init; }
        public Money? Forecast { get; init; }
        public string? Delivered { get; init; }
        public string? Learned { get; init; }
        public int? PeopleNew { get; init; }
        public int? PeopleRepeat { get; init; }
        public PreventionLevel? PreventionLevel { get; init; }
        public string? StrategyOutcomes { get; init; }
        public string? Story { get; init; }
        public string? QuoteText { get; init; }
        public ReturnRating? Rating { get; init; }
        public Guid? PreparedBy { get; init; }
        public string? PreparedByName { get; init; }
        public Guid? SubmittedBy { get; init; }
        public DateTime? FirstSentAt { get; init; }
        public DateTime? SubmittedAt { get; init; }
        public string? SubmittedByName { get; init; }
        public string? ReviewNote { get; init; }

        /// <summary>The form that it keeps; null: not begun.</summary>
        public ReturnForm? Form { get; init; }

        /// <summary>Sentences that its holder said are right, one a line.</summary>
        public string? Confirmed { get; init; }

        /// <summary>Null: its holder fills it in.</summary>
        public EnteredHow? EnteredHow { get; init; }
        public string? EnteredWith { get; init; }
        public DateOnly? EnteredOn { get; init; }
        public Guid? EnteredBy { get; init; }
        public string? EnteredByName { get; init; }
        public required int Version { get; init; }
        public DateTime? AwardEndedAt { get; init; }

        /// <summary>The last accepted return of its award: the one that every figure of the award reads.</summary>
        public required bool IsLatest { get; init; }
        public string Title =>
            Kind switch
            {
                ReturnKind.Final => "Final return",
                ReturnKind.Reuse => "Return about money used again",
                _ => "Return",
            };

        /// <summary>What <see cref="Award"/> is.</summary>
        public string AwardLabel => Kind == ReturnKind.Reuse ? "You may use again" : "Grant";
        public DateOnly Deadline => PutRightBy ?? DueOn;
        public bool IsSent => Status is ReturnStatus.Submitted or ReturnStatus.Accepted;

        /// <summary>Which of the grant's returns it is, inside a sentence.</summary>
        public string Which =>
            Kind switch
            {
                ReturnKind.Final => "final return",
                ReturnKind.Reuse => "return about the money used again",
                _ => $"return for {Period}",
            };
        public string Period =>
            PeriodFrom is { } from && PeriodTo is { } to ? $"{LondonTime.Date(from)} to {LondonTime.Date(to)}" : "the whole project";
    }

    public sealed record ReturnSpend
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Spent { get; init; }
        public string? Explanation { get; init; }
    }

    public sealed record OutcomeAchieved
    {
        public required Guid OutcomeMeasureId { get; init; }
        public required string Achieved { get; init; }
        public string? BeforeFigure { get; init; }
        public string? AfterFigure { get; init; }
        public Verdict? Verdict { get; init; }
    }

    public sealed record Counted
    {
        public required string Question { get; init; }
        public required string Choice { get; init; }
        public required int People { get; init; }
    }

    public sealed record Photo
    {
        public required Guid Id { get; init; }
        public required Guid FileId { get; init; }
        public required string Caption { get; init; }
        public required int Number { get; init; }
        public required string Name { get; init; }
        public required ScanState ScanState { get; init; }
    }

    public sealed record Receipt
    {
        public required Guid BudgetLineId { get; init; }
        public required Guid FileId { get; init; }
        public required string Name { get; init; }
    }

    public sealed record PageDraft
    {
        public required ReturnPage Page { get; init; }
        public required int Version { get; init; }
        public required DateTime SavedAt { get; init; }
        public required Guid SavedBy { get; init; }
        public required string SavedByName { get; init; }

        /// <summary>As typed, while something of it cannot be read.</summary>
        public TypedReturn? Typed { get; init; }
    }

    public sealed record ReturnPoint
    {
        public required Guid Id { get; init; }
        public required ReturnPartKind Kind { get; init; }
        public Guid? PartOf { get; init; }
        public required string Note { get; init; }
        public required DateTime AskedAt { get; init; }
        public DateTime? SentAt { get; init; }

        /// <summary>The holder's, in words.</summary>
        public string? Answer { get; init; }
        public ReturnPart Part => new(Kind, PartOf);
    }

    /// <param name="Before">The return of this award before this one, by period. Null: this is the first.</param>
    /// <param name="Earlier">What that return says was spent by then, by line, in pence.</param>
    /// <param name="Sample">Lines that need a receipt.</param>
    /// <param name="Points">What an officer asked to be corrected; open ones have no SentAt.</param>
    public sealed record MonitoringReturn(
        ReturnHeader Return,
        ReturnHeader? Before,
        AwardPolicy Policy,
        IReadOnlyList<BudgetLine> Budget,
        IReadOnlyList<OutcomeMeasure> Outcomes,
        IReadOnlyDictionary<Guid, ReturnSpend> Spending,
        IReadOnlyDictionary<Guid, Money> Earlier,
        IReadOnlyDictionary<Guid, OutcomeAchieved> Achieved,
        IReadOnlyList<Counted> People,
        IReadOnlyList<Photo> Photos,
        IReadOnlyList<Receipt> Receipts,
        IReadOnlySet<Guid> Sample,
        IReadOnlyList<ReturnPoint> Points
    )
    {
        /// <summary>What it asks: its own copy once it is begun, and the round's form for the grant before.</summary>
        public required ReturnForm Form { get; init; }

        /// <summary>The form that the round has for the grant now is another one than the copy.</summary>
        public required bool HasOtherForm { get; init; }

        /// <summary>Pages as they were saved last.</summary>
        public required IReadOnlyList<PageDraft> Drafts { get; init; }

        /// <summary>To the office's own questions, by code.</summary>
        public required IReadOnlyDictionary<string, string> Answers { get; init; }

        /// <summary>The office's own questions that are answered, with their answers.</summary>
        public IReadOnlyList<(string Wording, string Answer)> OwnAnswers =>
            Form
                .Own.Where(item => Answers.ContainsKey(item.Question!.Code))
                .Select(item => (item.Question!.Wording, Answers[item.Question!.Code]))
                .ToList();

        /// <summary>Accepted claims by budget line, in pence.</summary>
        public required IReadOnlyDictionary<Guid, Money> Claimed { get; init; }

        /// <summary>Nobody entered money yet, and accepted claims can stand in the boxes.</summary>
        public bool HasClaimsToOffer => Return.Spent is null && VersionOf([ReturnPage.Money]) == 0 && Claimed.Count > 0;

        /// <summary>The grant's diary, newest first.</summary>
        public required IReadOnlyList<DiaryEntry> Diary { get; init; }

        /// <summary>What this return counts of the diary.</summary>
        public IReadOnlyList<DiaryEntry> DiarySoFar => DiaryRules.Within(Diary, Return.Kind, Return.PeriodTo);

        /// <summary>As it was sent last; null: it never was.</summary>
        public ReturnCopy? Sent { get; init; }

        /// <summary>So far in all, in pence; blank counts as nothing.</summary>
        public Money Spent => Return.Spent ?? Money.Zero;
        public Money SpentBefore => Before?.Spent ?? Money.Zero;
        public Money Unspent => MonitoringRules.Unspent(Return.Award, Spent);
        public Money Overspent => MonitoringRules.Overspent(Return.Award, Spent);

        /// <summary>Null when it can be filled in.</summary>
        public Refusal? WhyNotOpen => MonitoringRules.WhyNotOpen(Before is { IsSent: false } before ? before.Which : null);
        public IReadOnlyList<ReturnPoint> Open => Points.Where(point => point.SentAt is null).ToList();

        /// <summary>The parts an officer may ask about, in the order of the form.</summary>
        public IReadOnlyList<ReturnPart> Parts => Form.Items.SelectMany(PartsOf).Distinct().ToList();

        private IEnumerable<ReturnPart> PartsOf(ReturnItem item) =>
            item.Kind switch
            {
                ReturnItemKind.Spent => [ReturnPart.Money],
                ReturnItemKind.SpentByLine => Budget.Select(line => ReturnPart.Spending(line.Id)),
                ReturnItemKind.Outcomes => Outcomes.Select(outcome => ReturnPart.Outcome(outcome.Id)),
                ReturnItemKind.People or ReturnItemKind.PeopleAgain or ReturnItemKind.PeopleDetails => [ReturnPart.People],
                ReturnItemKind.Delivered => [ReturnPart.Delivered],
                ReturnItemKind.Learned => [ReturnPart.Learned],
                ReturnItemKind.Story => [ReturnPart.Story],
                ReturnItemKind.Own => [ReturnPart.Answers],
                _ => [],
            };

        /// <summary>The version of the return at which one of these pages was saved last; 0: none was.</summary>
        public int VersionOf(IReadOnlyCollection<ReturnPage> pages) =>
            Drafts.Where(draft => pages.Contains(draft.Page)).Select(draft => draft.Version).DefaultIfEmpty().Max();

        /// <summary>What is missing or cannot be read before it is sent, on one page or on all.</summary>
        public IReadOnlyList<Refusal> Gaps(DateOnly today, ReturnPage? page = null)
        {
            var unread = Drafts
                .Where(draft => page is null || draft.Page == page)
                .SelectMany(draft => draft.Typed?.WhyUnread() ?? [])
                .ToList();
            // A box that cannot be read is not also called empty.
            return
            [
                .. unread,
                .. MonitoringRules
                    .WhyIncomplete(Content, today, page)
                    .Where(gap => gap.Field is null || unread.All(one => one.Field != gap.Field)),
                .. WithoutReply(page),
            ];
        }

        /// <summary>What the office asked on these pages and waits for.</summary>
        public IReadOnlyList<ReturnPoint> Asked(IReadOnlyCollection<ReturnPage> pages) =>
            Open.Where(point => pages.Contains(ReturnPages.Of(point.Kind))).ToList();

        private IEnumerable<Refusal> WithoutReply(ReturnPage? page)
        {
            if (Sent is not { } sent)
                return [];
            var asked = Asked(page is { } one ? [one] : Enum.GetValues<ReturnPage>());
            var now = ReturnVersions.CopyOf(this);
            return asked
                .Select(
                    (point, i) => (Why: MonitoringRules.WhyNoReply(Label(point.Part), !now.SaysTheSame(point.Part, sent), point.Answer), i)
                )
                .Where(reply => reply.Why is not null)
                .Select(reply => new Refusal(reply.Why!, Refusal.At(nameof(TypedReturn.Replies), reply.i)));
        }

        /// <summary>Whether it goes to a second member when this person sends it; what an officer typed in is read by another
        /// officer.</summary>
        public bool AsksColleague(Guid person) => Policy.SecondPersonCertifies && Return.EnteredBy != person;

        /// <summary>Sentences of questions that its holder said are right.</summary>
        public IReadOnlyList<string> Confirmed => Return.Confirmed?.Split('\n') ?? [];

        /// <summary>What can hardly be, for its holder and for its reviewer.</summary>
        public IReadOnlyList<ReturnQuestion> Questions => ReturnQuestions.Of(Figures);

        /// <summary>As it is saved, with what they can be compared with.</summary>
        public ReturnFigures Figures =>
            new()
            {
                Grant = Return.Award,
                ProjectStarts = Return.ProjectStarts,
                Kind = Return.Kind,
                Spent = Return.Spent,
                SpentBefore = Before?.Spent,
                // Where lines are asked, each says why it is below its claims.
                Claimed = Form.Asks(ReturnItemKind.Spent) ? Claimed.Values.Sum() : Money.Zero,
                Lines = Return.Kind == ReturnKind.Reuse ? [] : Content.Lines,
                PeopleNew = Return.PeopleNew,
                PeopleRepeat = Return.PeopleRepeat,
                PeopleBefore = Before?.PeopleNew,
                Promises = Outcomes
                    .Select(outcome =>
                        Achieved.GetValueOrDefault(outcome.Id) is { } came
                            ? new ReturnFigures.Promise(
                                outcome.Outcome,
                                outcome.Baseline,
                                outcome.Target,
                                came.BeforeFigure,
                                came.AfterFigure,
                                came.Verdict
                            )
                            : new ReturnFigures.Promise(outcome.Outcome, outcome.Baseline, outcome.Target, null, null, null)
                    )
                    .ToList(),
                Receipts = DiarySoFar
                    .Where(entry => entry.Amount is not null)
                    .Select(entry => new ReturnFigures.Paid(
                        entry.Supplier ?? "",
                        entry.HappenedOn,
                        entry.Amount!.Value,
                        Budget.FirstOrDefault(line => line.Id == entry.BudgetLineId)?.Item ?? ""
                    ))
                    .ToList(),
                Words =
                [
                    .. Photos.Select(photo => new ReturnFigures.Told(
                        $"The caption of photograph {photo.Number}",
                        photo.Caption,
                        ReturnPage.Files
                    )),
                    new("Your story", Return.Story ?? "", ReturnPage.Words),
                    new("The quotation", Return.QuoteText ?? "", ReturnPage.Words),
                ],
            };

        /// <summary>As it is saved.</summary>
        private ReturnContent Content =>
            new()
            {
                Kind = Return.Kind,
                Form = Form,
                ProjectStarts = Return.ProjectStarts,
                Tolerance = Tolerance.Of(Return.Award, Policy),
                Spent = Return.Spent,
                Forecast = Return.Forecast,
                PeopleNew = Return.PeopleNew,
                PeopleRepeat = Return.PeopleRepeat,
                Delivered = Return.Delivered,
                Learned = Return.Learned,
                Story = Return.Story,
                Quote = Return.QuoteText,
                Photos = Photos.Count,
                Answers = Answers,
                Lines = Budget
                    .Select(line => new BudgetLineSpend(
                        line.Item,
                        line.Requested,
                        Earlier.GetValueOrDefault(line.Id),
                        Spending.GetValueOrDefault(line.Id)?.Spent,
                        Spending.GetValueOrDefault(line.Id)?.Explanation
                    )
                    {
                        Claimed = Claimed.GetValueOrDefault(line.Id),
                    })
                    .ToList(),
                Outcomes = Outcomes
                    .Select(outcome =>
                        Achieved.GetValueOrDefault(outcome.Id) is { } came
                            ? new OutcomeReached(outcome.Outcome, came.Achieved, came.BeforeFigure, came.AfterFigure, came.Verdict)
                            : new OutcomeReached(outcome.Outcome, null, null, null, null)
                    )
                    .ToList(),
                People = Policy
                    .People.Select(question => new PeopleCounted(
                        question,
                        question.Choices.Select(choice => Count(question.Name, choice)).ToList()
                    ))
                    .ToList(),
                WithoutReceipt = Budget
                    .Where(line =>
                        Sample.Contains(line.Id)
                        && Spending.GetValueOrDefault(line.Id)?.Spent is { } spent
                        && spent > Money.Zero
                        && Receipts.All(receipt => receipt.BudgetLineId != line.Id)
                    )
                    .Select(line => line.Item)
                    .ToList(),
            };

        public bool MayChange(ReturnPart part) => Open.Count == 0 || Open.Any(point => point.Part == part);

        /// <summary>As on the form; lines of one name are told apart by their place.</summary>
        public string Label(ReturnPart part)
        {
            var name =
                part.BudgetLine is { } line ? NameOf(Budget.Select(one => (one.Id, one.Item)).ToList(), line)
                : part.OutcomeMeasure is { } outcome ? NameOf(Outcomes.Select(one => (one.Id, one.Outcome)).ToList(), outcome)
                : null;
            return ReturnPart.Label(part.Kind, name);
        }

        private static string NameOf(List<(Guid Id, string Name)> rows, Guid id)
        {
            var place = rows.FindIndex(row => row.Id == id);
            var name = place < 0 ? "" : rows[place].Name;
            return rows.Count(row => row.Name == name) <= 1 ? name : $"{name} (line {place + 1})";
        }

        public int? Count(string question, string choice) =>
            People.FirstOrDefault(one => one.Question == question && one.Choice == choice)?.People;
    }

    public Task<MonitoringReturn> GetMineAsync(Actor actor, Guid id) => db.ReadAsync(work => GetMineAsync(work, actor, id));

    internal static async Task<MonitoringReturn> GetMineAsync(Work work, Actor actor, Guid id) =>
        await ViewAsync(
            work,
            await work.FindAsync<ReturnHeader>(
                $"{Sql} where t.Id = @id and ({ApplicationReader.IsMineSql} or t.EnteredBy = @Person)",
                new { id, Person = actor.Id }
            )
        );

    public Task<MonitoringReturn> GetAsync(Guid id) => db.ReadAsync(work => GetAsync(work, id));

    internal static async Task<MonitoringReturn> GetAsync(Work work, Guid id) =>
        await ViewAsync(work, await work.FindAsync<ReturnHeader>(Sql + " where t.Id = @id", new { id }));

    private static async Task<MonitoringReturn> ViewAsync(Work work, ReturnHeader row)
    {
        var id = new { row.Id };
        var isReuse = row.Kind == ReturnKind.Reuse;
        var budget = await ApplicationReader.AwardedBudgetAsync(work, row.ApplicationId);
        // A grant that changes later does not change what was accepted.
        if (
            row.Status == ReturnStatus.Accepted
            && (await ReturnVersions.OfAsync(work, row.Id)).LastOrDefault() is { Content: var accepted }
        )
        {
            row = row with { Award = accepted.Grant ?? row.Award };
            budget = budget
                .Select(line => line with { Requested = accepted.Lines.FirstOrDefault(one => one.Id == line.Id)?.Budget ?? line.Requested })
                .ToList();
        }
        var policy = (await RoundReader.GetAsync(work, row.RoundId)).Policy.Awards;
        // Money used again is counted from nothing.
        var before = isReuse ? null : (await OfAwardAsync(work, row.AwardId)).TakeWhile(one => one.Id != row.Id).LastOrDefault();
        var enhanced =
            await work.ScalarAsync<int>("select count(*) from CheckPlan where ApplicationId = @ApplicationId and Tier = 'Enhanced'", row)
            > 0;
        var now = isReuse ? ReturnForms.Reuse : ReturnForms.For(row.Award, enhanced, policy);
        var form = row.Form ?? now;
        return new(
            row,
            before,
            policy,
            budget,
            await ApplicationReader.OutcomesAsync(work, row.ApplicationId),
            (
                await work.QueryAsync<ReturnSpend>("select BudgetLineId, Spent, Explanation from MonitoringSpend where ReturnId = @Id", id)
            ).ToDictionary(spend => spend.BudgetLineId),
            (
                await work.QueryAsync<ReturnSpend>(
                    "select BudgetLineId, Spent, Explanation from MonitoringSpend where ReturnId = @Before",
                    new { Before = before?.Id }
                )
            ).ToDictionary(spend => spend.BudgetLineId, spend => spend.Spent),
            (
                await work.QueryAsync<OutcomeAchieved>(
                    "select OutcomeMeasureId, Achieved, BeforeFigure, AfterFigure, Verdict from MonitoringOutcome where ReturnId = @Id",
                    id
                )
            ).ToDictionary(came => came.OutcomeMeasureId),
            await work.QueryAsync<Counted>("select Question, Choice, People from MonitoringPeople where ReturnId = @Id", id),
            await work.QueryAsync<Photo>(
                "select p.Id, p.FileId, p.Caption, p.Number, f.Name, f.ScanState from MonitoringPhoto p join StoredFile f on f.Id = p.FileId where p.ReturnId = @Id order by p.Number, p.Id",
                id
            ),
            await work.QueryAsync<Receipt>(ReceiptsSql, row),
            row.Kind == ReturnKind.Final && form.Asks(ReturnItemKind.Receipts)
                ? EvidenceSample.Of(row.AwardId, budget.Select(line => line.Id).ToList(), row.Award, policy)
                : new HashSet<Guid>(),
            await work.QueryAsync<ReturnPoint>(
                "select Id, Part as Kind, coalesce(BudgetLineId, OutcomeMeasureId) as PartOf, Note, AskedAt, SentAt, Answer from ReturnPoint where ReturnId = @Id order by AskedAt, Id",
                id
            )
        )
        {
            Form = form,
            HasOtherForm = form.ToJson() != now.ToJson(),
            Drafts = await work.QueryAsync<PageDraft>(
                "select d.Page, d.Version, d.SavedAt, d.SavedBy, p.DisplayName as SavedByName, d.Typed from ReturnDraft d join Person p on p.Id = d.SavedBy where d.ReturnId = @Id",
                id
            ),
            Answers = (await work.QueryAsync<Answered>("select Code, Text from ReturnAnswer where ReturnId = @Id", id)).ToDictionary(
                answer => answer.Code,
                answer => answer.Text
            ),
            Claimed = isReuse
                ? new Dictionary<Guid, Money>()
                : (await work.QueryAsync<ReturnSpend>(ClaimedSql, row)).ToDictionary(spend => spend.BudgetLineId, spend => spend.Spent),
            Diary = isReuse ? [] : await work.QueryAsync<DiaryEntry>(DiarySql, row),
            Sent = row.FirstSentAt is null ? null : (await ReturnVersions.OfAsync(work, row.Id)).LastOrDefault()?.Content,
        };
    }

    internal static Task<IReadOnlyList<ReturnHeader>> OfAwardAsync(Work work, Guid award) =>
        work.QueryAsync<ReturnHeader>(Sql + " where t.AwardId = @award order by " + PeriodOrder, new { award });

    /// <summary>The order of one award's returns: by period, the final one last but for money used again. Due dates may be moved and say
    /// nothing of it.</summary>
    internal const string PeriodOrder = "case t.Kind when 'Interim' then 0 when 'Final' then 1 else 2 end, t.PeriodTo, t.Id";

    private const string Sql = """
        select    t.Id, t.AwardId, w.ApplicationId, w.RoundId, a.Reference, o.Name as Organisation, a.ProjectName, case when t.Kind = 'Reuse' then coalesce((select c.Reused from CloseOut c where c.AwardId = w.Id), w.Amount - w.GivenBack) else w.Amount - w.GivenBack end as Award, coalesce(w.StartsOn, a.StartsOn) as ProjectStarts, coalesce(w.EndsOn, a.EndsOn) as ProjectEnds, t.Kind, t.PeriodFrom, t.PeriodTo, t.DueOn, t.PutRightBy, t.Status,
                  t.Spent, t.Forecast, t.Delivered, t.Learned, t.PeopleNew, t.PeopleRepeat, t.PreventionLevel, t.StrategyOutcomes, t.Story, t.QuoteText, t.Rating, t.PreparedBy, q.DisplayName as PreparedByName,
                  t.FirstSentAt, t.SubmittedBy, t.SubmittedAt, p.DisplayName as SubmittedByName, t.ReviewNote, t.Form, t.Confirmed, t.EnteredHow, t.EnteredWith, t.EnteredOn, t.EnteredBy, n.DisplayName as EnteredByName, w.EndedAt as AwardEndedAt, t.IsLatest, t.Version
        from      MonitoringReturn t
        join      Award w on w.Id = t.AwardId
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        left join Person p on p.Id = t.SubmittedBy
        left join Person q on q.Id = t.PreparedBy
        left join Person n on n.Id = t.EnteredBy
        """;

    // A receipt proves its line whether it came with a return, in the diary or in a claim.
    private const string ReceiptsSql = """
        with Proof as (
            select e.BudgetLineId, e.FileId from MonitoringEvidence e join MonitoringReturn t on t.Id = e.ReturnId where t.AwardId = @AwardId and e.FileId is not null
            union
            select n.BudgetLineId, n.FileId from DiaryEntry n where n.AwardId = @AwardId and n.FileId is not null
            union
            select r.BudgetLineId, r.FileId from ClaimReceipt r join Claim c on c.Id = r.ClaimId where c.AwardId = @AwardId and c.State <> 'GivenBack' and r.FileId is not null
        )
        select   p.BudgetLineId, p.FileId, f.Name
        from     Proof p
        join     StoredFile f on f.Id = p.FileId
        order by f.Name, f.Id
        """;
    private const string ClaimedSql = """
        select   r.BudgetLineId, sum(r.Amount) as Spent
        from     ClaimReceipt r
        join     Claim c on c.Id = r.ClaimId
        where    c.AwardId = @AwardId and c.State = 'Accepted'
        group by r.BudgetLineId
        """;
    private const string DiarySql = """
        select    n.Id, n.HappenedOn, n.Came, n.CameFirst, n.BudgetLineId, n.Amount, n.Supplier, n.Note, n.FileId, f.Name as FileName, n.AddedAt
        from      DiaryEntry n
        left join StoredFile f on f.Id = n.FileId
        where     n.AwardId = @AwardId
        order by  n.HappenedOn desc, n.AddedAt desc, n.Id
        """;

    private sealed record Answered
    {
        public required string Code { get; init; }
        public required string Text { get; init; }
    }
}
