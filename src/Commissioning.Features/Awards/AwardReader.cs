using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Awards;

/// <summary>The current state of an award and its parts, for the office or for the organisation's members.</summary>
public sealed class AwardReader(Db db, TimeProvider clock)
{
    public sealed record AwardRow
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Amount { get; init; }
        public required Money GivenBack { get; init; }
        public required string Conditions { get; init; }
        public DateTime? OfferedAt { get; init; }
        public DateOnly? AcceptBy { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public string? AcceptedName { get; init; }
        public string? AcceptedRole { get; init; }
        public string? AcceptedSha256 { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required DateOnly EndsOn { get; init; }
        public required string Purpose { get; init; }
        public required string ContactName { get; init; }
        public required string ContactEmail { get; init; }
        public DateTime? EndedAt { get; init; }
        public AwardEnd? EndedHow { get; init; }
        public string? EndedReason { get; init; }

        /// <summary>When its payments were suspended; null: they are not.</summary>
        public DateTime? SuspendedAt { get; init; }
        public string? SuspendedReason { get; init; }
        public DateTime? PublishedAt { get; init; }
        public required Money Requested { get; init; }
        public required Money Approved { get; init; }
        public required Money Paid { get; init; }

        /// <summary>Payments in a run of which the bank has not said the result.</summary>
        public required Money OnItsWay { get; init; }

        /// <summary>Accepted claims that are neither paid nor with the bank. They stand when the grant ends early.</summary>
        public required Money ClaimsOwed { get; init; }

        /// <summary>The application came on paper, so officers enter later forms too.</summary>
        public required bool IsPaper { get; init; }

        /// <summary>Close-out has started.</summary>
        public required bool IsClosing { get; init; }
        public required int Version { get; init; }
        public Money Net => Amount - GivenBack;

        /// <summary>What was offered, after an offer that nobody accepted has ended; else what the grant is now.</summary>
        public Money Shown => AcceptedAt is null ? Amount : Net;
        public bool IsPaidInFull => Paid > Money.Zero && Paid >= Net;
        public OfferState Offer => new(OfferedAt, AcceptBy, AcceptedAt, EndedAt, EndedHow);
    }

    public sealed record AwardCondition
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public string? Hint { get; init; }
        public required DocumentStage Stage { get; init; }
        public required ConditionState State { get; init; }
        public string? FileName { get; init; }
        public ScanState? ScanState { get; init; }
        public string? GivenBy { get; init; }
        public DateTime? GivenAt { get; init; }
        public string? Note { get; init; }
        public required int Version { get; init; }
    }

    public sealed record Question
    {
        public required Guid Id { get; init; }
        public required string Text { get; init; }
        public required string AskedBy { get; init; }
        public required DateTime AskedAt { get; init; }
        public string? Answer { get; init; }
        public string? AnsweredBy { get; init; }
        public DateTime? AnsweredAt { get; init; }
    }

    public sealed record Report
    {
        public required Guid Id { get; init; }
        public required string Kind { get; init; }
        public DateOnly? PeriodFrom { get; init; }
        public DateOnly? PeriodTo { get; init; }

        /// <summary>Its present last day.</summary>
        public required DateOnly DueOn { get; init; }

        /// <summary>An officer asked for something to be put right.</summary>
        public required bool IsSentBack { get; init; }
        public required string Status { get; init; }
        public string? Rating { get; init; }
        public bool IsOpen => Status is "Due" or "Prepared";
    }

    public sealed record PlannedPayment
    {
        public required DateOnly DueOn { get; init; }
        public required Money Unpaid { get; init; }
    }

    public sealed record OwedMoney
    {
        /// <summary>By when, as the letter says. Null: no letter yet.</summary>
        public DateOnly? PayBy { get; init; }
        public required Money Unpaid { get; init; }

        /// <summary>Of what was paid and not spent, the part that is asked for and has not come back; the rest was recovered.</summary>
        public required Money NotSpent { get; init; }

        /// <summary>The invoice for it; null: none.</summary>
        public string? InvoiceNumber { get; init; }
    }

    public sealed record AwardDetail(
        AwardRow Award,
        Round Round,
        IReadOnlyList<AwardCondition> AwardConditions,
        IReadOnlyList<Question> Questions,
        IReadOnlyList<VariationQueries.VariationRow> Changes,
        IReadOnlyList<Report> Reports,
        bool HasCloseOut,
        DateOnly Today
    )
    {
        /// <summary>It owes a certificate of how it was used.</summary>
        public bool OwesUseCertificate { get; init; }

        /// <summary>What is still to be paid, but for claims.</summary>
        public IReadOnlyList<PlannedPayment> Payments { get; init; } = [];

        /// <summary>Money of a grant of the organisation that goes on is not paid yet.</summary>
        public bool HasUnpaid { get; init; }

        /// <summary>What the organisation has agreed, or was told, to pay back and has not. Null: nothing.</summary>
        public OwedMoney? Owed { get; init; }

        /// <summary>Null when the person who asks may bind the organisation.</summary>
        public Refusal? WhyCannotSign { get; init; }

        /// <summary>Null when the person who asks can accept the grant now.</summary>
        public Refusal? WhyCannotAccept => AwardRules.WhyCannotAccept(Award.Offer, Today) ?? WhyCannotSign;

        /// <summary>Null when the person who asks can decline the grant now.</summary>
        public Refusal? WhyCannotDecline => AwardRules.WhyCannotDecline(Award.Offer) ?? WhyCannotSign;
        public string State => AwardRules.StateOf(Award.Offer, Today);
    }

    public Task<AwardDetail> GetAsync(Guid award) => db.ReadAsync(async work => await ViewAsync(work, await FindAsync(work, award)));

    /// <summary>For the organisation's members or, if the application came on paper, for the officers who entered it.</summary>
    public Task<AwardDetail> GetMineAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var award = await FindMineAsync(work, actor, application);
            return await ViewAsync(work, award) with { WhyCannotSign = await Signatories.WhyNotAsync(work, actor, award.OrganisationId) };
        });

    /// <summary>Money of a grant of the organisation that goes on is not paid yet, so that a late return can hold it back.</summary>
    internal static async Task<bool> HasUnpaidAsync(Work work, Guid organisation) =>
        await work.ScalarAsync<int>(UnpaidSql, new { organisation }) > 0;

    internal static Task<AwardRow> FindAsync(Work work, Guid award) =>
        work.FindAsync<AwardRow>(Sql + " where w.Id = @award", new { award });

    internal static Task<AwardRow> FindMineAsync(Work work, Actor actor, Guid application) =>
        work.FindAsync<AwardRow>(
            Sql + $" where w.ApplicationId = @application and w.OfferedAt is not null and {ApplicationReader.IsMineSql}",
            new { application, Person = actor.Id }
        );

    private async Task<AwardDetail> ViewAsync(Work work, AwardRow row)
    {
        var id = new { row.Id };
        return new(
            row,
            await RoundReader.GetAsync(work, row.RoundId),
            await work.QueryAsync<AwardCondition>(AwardConditionsSql, id),
            await work.QueryAsync<Question>(QuestionsSql, id),
            await VariationQueries.OfAsync(work, row.Id),
            await work.QueryAsync<Report>(
                "select Id, Kind, PeriodFrom, PeriodTo, coalesce(PutRightBy, DueOn) as DueOn, case when PutRightBy is null then 0 else 1 end as IsSentBack, Status, Rating from MonitoringReturn where AwardId = @Id order by case Kind when 'Interim' then 0 when 'Final' then 1 else 2 end, PeriodTo, Id",
                id
            ),
            await work.ScalarAsync<int>("select count(*) from CloseOut where AwardId = @Id", id) > 0,
            clock.Today()
        )
        {
            OwesUseCertificate = await work.ScalarAsync<int>("select count(*) from UseCertificate where AwardId = @Id", id) > 0,
            Payments = await work.QueryAsync<PlannedPayment>(PlannedSql, id),
            HasUnpaid = await HasUnpaidAsync(work, row.OrganisationId),
            Owed = await work.FindOrDefaultAsync<OwedMoney>(
                "select PayBy, ToReturn - coalesce(ReuseSpent, Reused) - Received - WrittenOff as Unpaid, ToReturn - Recovered - coalesce(ReuseSpent, Reused) - case when Received + WrittenOff > Recovered then Received + WrittenOff - Recovered else 0 end as NotSpent, InvoiceNumber from CloseOut where AwardId = @Id and AgreedAt is not null and ClosedAt is null and ToReturn > coalesce(ReuseSpent, Reused) + Received + WrittenOff",
                id
            ),
        };
    }

    private const string Sql = """
        select w.Id, w.RoundId, w.ApplicationId, a.OrganisationId, a.Reference, o.Name as Organisation, a.ProjectName, w.Amount, w.GivenBack, w.Conditions, w.OfferedAt, w.AcceptBy, w.AcceptedAt, w.AcceptedName, w.AcceptedRole, w.AcceptedSha256,
               coalesce(w.StartsOn, a.StartsOn) as StartsOn, coalesce(w.EndsOn, a.EndsOn) as EndsOn, coalesce(w.Purpose, a.Summary) as Purpose, coalesce(w.ContactName, a.DeclaredName, p.DisplayName) as ContactName,
               coalesce(w.ContactEmail, case when a.Channel <> 'Online' and a.ContactEmail is not null then a.ContactEmail else p.Email end) as ContactEmail, w.EndedAt, w.EndedHow, w.EndedReason, w.SuspendedAt, w.SuspendedReason, w.PublishedAt, w.Version, case when a.Channel <> 'Online' then 1 else 0 end as IsPaper, case when exists (select 1 from CloseOut c where c.AwardId = w.Id) then 1 else 0 end as IsClosing,
               (select coalesce(sum(x.Amount), 0) from Payment x where x.AwardId = w.Id and x.Status = 'Requested') as Requested,
               (select coalesce(sum(x.Amount), 0) from Payment x where x.AwardId = w.Id and x.Status in ('Approved', 'Scheduled', 'Paid')) as Approved,
               (select coalesce(sum(x.Amount), 0) from Payment x where x.AwardId = w.Id and x.Status = 'Paid') as Paid,
               (select coalesce(sum(x.Amount), 0) from Payment x where x.AwardId = w.Id and x.Status = 'Scheduled') as OnItsWay,
               (select coalesce(sum(c.Amount), 0) from Claim c where c.AwardId = w.Id and c.State = 'Accepted' and not exists (select 1 from Payment x where x.ClaimId = c.Id and x.Status in ('Scheduled', 'Paid'))) as ClaimsOwed
        from   Award w
        join   Application a on a.Id = w.ApplicationId
        join   Organisation o on o.Id = a.OrganisationId
        join   Person p on p.Id = a.SubmittedBy
        """;
    private const string PlannedSql = """
        select   i.DueOn, i.Amount - (select coalesce(sum(p.Amount), 0) from Payment p where p.InstalmentId = i.Id and p.Status = 'Paid') as Unpaid
        from     Instalment i
        where    i.AwardId = @Id and i.InArrears = 0
                 and i.Amount > (select coalesce(sum(p.Amount), 0) from Payment p where p.InstalmentId = i.Id and p.Status = 'Paid')
        order by i.Position
        """;
    private const string UnpaidSql = """
        select count(*)
        from   Award w
        join   Application a on a.Id = w.ApplicationId
        where  a.OrganisationId = @organisation and w.AcceptedAt is not null and w.EndedAt is null
               and w.Amount - w.GivenBack > (select coalesce(sum(p.Amount), 0) from Payment p where p.AwardId = w.Id and p.Status = 'Paid')
        """;
    private const string AwardConditionsSql = """
        select    r.Id, r.Name, r.Hint, r.Stage, r.State, f.Name as FileName, f.ScanState, p.DisplayName as GivenBy, r.GivenAt, r.Note, r.Version
        from      AwardCondition r
        left join StoredFile f on f.Id = r.FileId
        left join Person p on p.Id = r.GivenBy
        where     r.AwardId = @Id
        order by  r.Position
        """;
    private const string QuestionsSql = """
        select    q.Id, q.Question as Text, p.DisplayName as AskedBy, q.AskedAt, q.Answer, b.DisplayName as AnsweredBy, q.AnsweredAt
        from      AwardQuestion q
        join      Person p on p.Id = q.AskedBy
        left join Person b on b.Id = q.AnsweredBy
        where     q.AwardId = @Id
        order by  q.AskedAt, q.Id
        """;
}
