using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Minimal financial assistance for one award, in the order of the Subsidy Control Act 2022: tests, notice, the recipient's
/// confirmation, payment, award confirmation (R35).</summary>
public sealed class SubsidyAssessments(Db db, Office office)
{
    public sealed record SubsidyRow
    {
        public bool? IsEnterprise { get; init; }
        public bool? IsEconomic { get; init; }
        public required string Reason { get; init; }
        public required string AssessedBy { get; init; }
        public required DateTime AssessedAt { get; init; }
        public DateTime? NoticeAt { get; init; }
        public Money? NoticeAmount { get; init; }
        public DateTime? ConfirmedAt { get; init; }
        public string? ConfirmedName { get; init; }
        public Money? RunningTotal { get; init; }
        public Money? SubsidyLimit { get; init; }
        public DateTime? AwardConfirmedAt { get; init; }
        public DateOnly? GivenOn { get; init; }
        public Money? GrossValue { get; init; }
        public required int Version { get; init; }

        public SubsidyState State => new(IsEnterprise, IsEconomic, NoticeAt, ConfirmedAt, AwardConfirmedAt);
    }

    public sealed record Award
    {
        public required Guid ApplicationId { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public Money? Awarded { get; init; }
        public required Money Asked { get; init; }
        public DateTime? OfferedAt { get; init; }
    }

    /// <param name="Ours">What this office has given, or notified, as minimal financial assistance in other awards, so that two awards
    /// together cannot exceed the limit.</param>
    /// <param name="Named">Assistance from others that the recipient names.</param>
    public sealed record SubsidyAssessment(
        Award Award,
        SubsidyRow? Row,
        IReadOnlyList<SubsidyAssistance> Ours,
        IReadOnlyList<SubsidyAssistance> Named,
        Money Limit,
        DateOnly Today
    )
    {
        public Money Value => Award.Awarded ?? Award.Asked;
        public Money Total => SubsidyRules.RunningTotal(Ours.Concat(Named), Today);
    }

    public sealed record LimitRow
    {
        public required DateOnly ValidFrom { get; init; }
        public required Money Amount { get; init; }
        public required string Source { get; init; }
    }

    public Task<SubsidyAssessment> GetAsync(Guid application) => db.ReadAsync(work => GetAsync(work, application));

    /// <summary>For the applicant: only once there is a notice.</summary>
    public Task<SubsidyAssessment> MineAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            await ApplicationReader.FindMineAsync(work, actor, application);
            var view = await GetAsync(work, application);
            return view.Row?.NoticeAt is null ? throw new NotFoundException("There is no notice of a subsidy") : view;
        });

    internal static async Task<SubsidyAssessment> GetAsync(Work work, Guid application)
    {
        var today = ApplicationChecks.Today(work);
        var award = await work.FindAsync<Award>(AwardSql, new { application });
        var row = await work.FindOrDefaultAsync<SubsidyRow>(RowSql, new { application });
        var ours = await work.QueryAsync<GivenRow>(OursSql, new { award.OrganisationId, application });
        var named = await work.QueryAsync<GivenRow>(
            "select FromWhom as Source, Amount, GivenOn from SubsidyOther where ApplicationId = @application order by GivenOn, Id",
            new { application }
        );
        var limits = await LimitsAsync(work);
        return new(
            award,
            row,
            ours.Select(one => Of(one)).ToList(),
            named.Select(one => Of(one)).ToList(),
            SubsidyRules.LimitOn(limits.Select(limit => new SubsidyLimit(limit.ValidFrom, limit.Amount)), today),
            today
        );
        static SubsidyAssistance Of(GivenRow one) => new(one.Source, one.Amount, one.GivenOn ?? LondonTime.DateOf(one.NoticeAt!.Value));
    }

    public Task<Result> AssessAsync(Actor actor, Guid application, bool? enterprise, bool? economic, string? subsidyReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.SubsidyAssessed,
            application,
            async work =>
            {
                var view = await GetAsync(work, application);
                if (view.Row?.NoticeAt is not null)
                    return new Refusal("The notice has been sent, so you cannot change the tests");
                if (enterprise is null)
                    return new Refusal("Say whether it puts goods or services on a market", nameof(enterprise));
                if (enterprise == true && economic is null)
                    return new Refusal("Say whether the grant pays for that", nameof(economic));
                if (subsidyReason?.Trim() is not { Length: > 0 and <= 1000 })
                    return new Refusal("Say why, in up to 1,000 characters", nameof(subsidyReason));
                var row = new
                {
                    application,
                    isEnterprise = enterprise,
                    isEconomic = enterprise == true ? economic : null,
                    Reason = subsidyReason.Trim(),
                    By = actor.Id,
                    work.Now,
                };
                if (
                    await work.ExecuteAsync(
                        "update Subsidy set IsEnterprise = @isEnterprise, IsEconomic = @isEconomic, Reason = @Reason, AssessedBy = @By, AssessedAt = @Now, Version = Version + 1 where ApplicationId = @application and NoticeAt is null",
                        row
                    ) == 0
                )
                    await work.ExecuteOneAsync(
                        "insert into Subsidy (ApplicationId, IsEnterprise, IsEconomic, Reason, AssessedBy, AssessedAt, Version) select @application, @isEnterprise, @isEconomic, @Reason, @By, @Now, 1 where not exists (select 1 from Subsidy s where s.ApplicationId = @application)",
                        row
                    );
                work.Note(
                    new Changes(isNew: view.Row is null)
                        .Add("Goods or services on a market", view.Row?.IsEnterprise, enterprise)
                        .Add("Paid for by the grant", view.Row?.IsEconomic, economic)
                        .Add("Reason", view.Row?.Reason, subsidyReason)
                        .ToString()
                );
                return Result.Done;
            }
        );

    /// <summary>Tells the recipient that the award is minimal financial assistance and its gross value, and asks what else it has
    /// received.</summary>
    public Task<Result> SendNoticeAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.SubsidyNoticeSent,
            application,
            async work =>
            {
                var view = await GetAsync(work, application);
                if (view.Row is not { } row || SubsidyRules.StepOf(row.State) != SubsidyStep.NoticeDue)
                    return new Refusal("You can send one notice, once the answer to both tests is yes");
                if (view.Award.Awarded is not { } value || view.Award.OfferedAt is null)
                    return new Refusal("The notice names the award, so send it after the offer");
                if (SubsidyRules.WhyOverLimit(value, view.Ours.ToList(), view.Limit, view.Today) is { } over)
                    return over;
                await work.ExecuteOneAsync(
                    "update Subsidy set NoticeAt = @Now, NoticeBy = @By, NoticeAmount = @value, Version = Version + 1 where ApplicationId = @application and Version = @Version",
                    new
                    {
                        application,
                        row.Version,
                        value,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await TellAsync(
                    work,
                    application,
                    $"{view.Award.Reference}: tell us what other subsidies you have had",
                    $"""
                    The grant that {office.FunderName} offers {view.Award.Organisation} for {view.Award.ProjectName} is minimal financial assistance under section 36 of the Subsidy Control Act 2022.

                    Its gross value is {value}. You may have no more than {view.Limit} of it, from all public bodies together, in this financial year and the two before it (since {LondonTime.Date(
                        SubsidyRules.CountsFrom(view.Today)
                    )}).

                    Before we can pay, you must confirm in writing that this grant would not take you over the limit, and tell us what else you have had: {office.LinkTo(Links.DueDiligence.MySubsidy(application))}
                    """
                );
                work.Note($"{value}, limit {view.Limit}");
                return Result.Done;
            }
        );

    /// <summary>The recipient names other assistance and confirms that the limit is not exceeded.</summary>
    public async Task<Result> ConfirmAsync(
        Actor actor,
        Guid application,
        IReadOnlyList<SubsidyAssistance> others,
        string? name,
        bool agreed
    )
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.SubsidyConfirmed,
            application,
            async work =>
            {
                await ApplicationReader.FindMineAsync(work, actor, application);
                var view = await GetAsync(work, application);
                if (view.Row is not { } row || SubsidyRules.StepOf(row.State) != SubsidyStep.ConfirmationDue)
                    return new Refusal("This has already been confirmed, or we have not asked for it");
                if (TextLimit.WhyTooLong(others.Select(other => ((string?)other.From, 200, nameof(others)))) is [var wide, ..])
                    return wide;
                if (others.Any(other => other.On > view.Today))
                    return new Refusal("Enter days on which you were given something. They cannot be in the future.", nameof(others));
                if (SubsidyRules.WhyOverLimit(row.NoticeAmount!.Value, [.. view.Ours, .. others], view.Limit, view.Today) is { } over)
                    return over;
                if (!agreed)
                    return new Refusal("Confirm that this grant does not take you over the limit", nameof(agreed));
                if (name?.Trim() is not { Length: > 0 and <= 200 })
                    return new Refusal("Enter your full name", nameof(name));
                await work.ExecuteAsync(
                    "insert into SubsidyOther (Id, ApplicationId, FromWhom, Amount, GivenOn) values (@Id, @application, @From, @Amount, @On)",
                    others.Select(other => new
                    {
                        Id = Guid.CreateVersion7(),
                        application,
                        other.From,
                        other.Amount,
                        other.On,
                    })
                );
                var total = SubsidyRules.RunningTotal(view.Ours.Concat(others), view.Today);
                await work.ExecuteOneAsync(
                    "update Subsidy set ConfirmedAt = @Now, ConfirmedBy = @By, ConfirmedName = @Name, RunningTotal = @total, SubsidyLimit = @Limit, Version = Version + 1 where ApplicationId = @application and Version = @Version",
                    new
                    {
                        application,
                        row.Version,
                        By = actor.Id,
                        work.Now,
                        Name = name.Trim(),
                        total,
                        view.Limit,
                    }
                );
                work.Note($"{name.Trim()}: {others.Count} others, running total {total} before {row.NoticeAmount}, limit {view.Limit}");
                return Result.Done;
            }
        );
    }

    /// <summary>Written with the first payment: date and gross value, which the recipient must keep for three years.</summary>
    /// <returns>Why it cannot be issued: assistance given meanwhile exceeds the limit. Null when it can.</returns>
    public async Task<Refusal?> ConfirmAwardAsync(Work work, Actor actor, Guid application)
    {
        var view = await GetAsync(work, application);
        if (view.Row is not { } row || SubsidyRules.StepOf(row.State) != SubsidyStep.AwardConfirmationDue)
            return null;
        if (SubsidyRules.WhyOverLimit(row.NoticeAmount!.Value, [.. view.Ours, .. view.Named], view.Limit, view.Today) is { } over)
            return over;
        await work.ExecuteOneAsync(
            "update Subsidy set AwardConfirmedAt = @Now, AwardConfirmedBy = @By, GivenOn = @Today, GrossValue = @NoticeAmount, Version = Version + 1 where ApplicationId = @application and Version = @Version",
            new
            {
                application,
                row.Version,
                By = actor.Id,
                work.Now,
                view.Today,
                row.NoticeAmount,
            }
        );
        await TellAsync(
            work,
            application,
            $"{view.Award.Reference}: confirmation of minimal financial assistance",
            $"""
            {office.FunderName} confirms that it has given {view.Award.Organisation} minimal financial assistance under the Subsidy Control Act 2022.

            Date: {LondonTime.Date(view.Today)}
            Gross value: {row.NoticeAmount}

            Keep this for three years. You must name it if another public body asks what you have had.
            """
        );
        work.Note($"Minimal financial assistance of {row.NoticeAmount} confirmed to the recipient");
        return null;
    }

    public Task<IReadOnlyList<LimitRow>> LimitsAsync() => db.ReadAsync(LimitsAsync);

    private static Task<IReadOnlyList<LimitRow>> LimitsAsync(Work work) =>
        work.QueryAsync<LimitRow>("select ValidFrom, Amount, Source from SubsidyLimit order by ValidFrom desc");

    public Task<Result> SetLimitAsync(Actor actor, DateOnly? from, Money? amount, string? source) =>
        db.ChangeAsync(
            actor,
            AuditAction.SubsidyLimitSet,
            Guid.CreateVersion7(),
            async work =>
            {
                if (from is not { } day)
                    return new Refusal("Enter the day from which the limit is in force", nameof(from));
                if (amount is not { } most || most <= Money.Zero)
                    return new Refusal("Enter the limit in pounds, such as 315,000", nameof(amount));
                if (source?.Trim() is not { Length: > 0 and <= 300 })
                    return new Refusal("Say where the limit is written, such as the section of the Act", nameof(source));
                if ((await LimitsAsync(work)).Any(limit => limit.ValidFrom == day))
                    return new Refusal("A limit is in force from that day already", nameof(from));
                await work.ExecuteAsync(
                    "insert into SubsidyLimit (ValidFrom, Amount, Source, SetBy, SetAt) values (@day, @most, @Source, @By, @Now)",
                    new
                    {
                        day,
                        most,
                        Source = source.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{most} from {LondonTime.Date(day)}. {source.Trim()}");
                return Result.Done;
            }
        );

    private static async Task TellAsync(Work work, Guid application, string subject, string text)
    {
        var email = await work.ScalarAsync<string>(
            "select coalesce(a.ContactEmail, p.Email) from Application a join Person p on p.Id = a.StartedBy where a.Id = @application",
            new { application }
        );
        await work.EmailAsync(new(email!, subject, text, application));
    }

    private const string AwardSql = """
        select    a.Id as ApplicationId, a.OrganisationId, a.Reference, a.ProjectName, o.Name as Organisation, w.Amount as Awarded, a.AmountRequested as Asked, w.OfferedAt
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        left join Award w on w.ApplicationId = a.Id
        where     a.Id = @application and a.Number is not null
        """;
    private const string RowSql = """
        select s.IsEnterprise, s.IsEconomic, s.Reason, p.DisplayName as AssessedBy, s.AssessedAt, s.NoticeAt, s.NoticeAmount, s.ConfirmedAt, s.ConfirmedName, s.RunningTotal, s.SubsidyLimit, s.AwardConfirmedAt, s.GivenOn, s.GrossValue, s.Version
        from   Subsidy s
        join   Person p on p.Id = s.AssessedBy
        where  s.ApplicationId = @application
        """;
    private const string OursSql =
        LinkedOrganisations.Sql
        + """
            select   a.Reference as Source, coalesce(s.GrossValue, s.NoticeAmount) as Amount, s.GivenOn, s.NoticeAt
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     Subsidy s on s.ApplicationId = a.Id
            where    s.NoticeAt is not null and s.ApplicationId <> @application
            order by s.NoticeAt, s.ApplicationId
            """;

    private sealed record GivenRow
    {
        public required string Source { get; init; }
        public required Money Amount { get; init; }
        public DateOnly? GivenOn { get; init; }
        public DateTime? NoticeAt { get; init; }
    }
}
