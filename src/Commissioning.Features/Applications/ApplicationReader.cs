using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Reads an application for the organisation's members. Membership is in the where clause, so other people's applications are not
/// found.</summary>
internal static class ApplicationReader
{
    public static Task<Application> FindMineAsync(Work work, Actor actor, Guid application) =>
        work.FindAsync<Application>(MineSql + " and a.Id = @application", new { application, Person = actor.Id });

    public static async Task<ApplicationContent> ContentAsync(Work work, Application application)
    {
        var id = new { application = application.Id };
        return new()
        {
            ProfileConfirmed =
                await work.ScalarAsync<int>(
                    "select count(*) from Application a join OrganisationProfile p on p.OrganisationId = a.OrganisationId where a.Id = @application and a.ProfileVersion = p.Version",
                    id
                ) == 1,
            Project = await ProjectAsync(work, application),
            Unread = await SectionDraft.UnreadAsync(work, application.Id),
            Answers = await AnswersAsync(work, application.Id),
            Budget = await BudgetAsync(work, application.Id),
            Outcomes = await OutcomesAsync(work, application.Id),
            OrganisationKind = await OfficeSettings.KindOfAsync(work, application.OrganisationId),
            DocumentKinds = (
                await work.QueryAsync<Guid>(
                    "select d.DocumentKindId from ApplicationDocument d join StoredFile s on s.Id = d.FileId where d.ApplicationId = @application and d.DocumentKindId is not null and s.ScanState <> 'Quarantined'",
                    id
                )
            ).ToHashSet(),
        };
    }

    public static async Task<ProjectContent> ProjectAsync(Work work, Application application) =>
        new()
        {
            ProjectName = application.ProjectName,
            Summary = application.Summary,
            Priority = application.Priority,
            AlsoServes = await AlsoServed.OfAsync(work, application.Id),
            Zone = application.Zone,
            ZoneLinks = application.ZoneLinks,
            StartsOn = application.StartsOn,
            EndsOn = application.EndsOn,
        };

    /// <summary>Answers by question id. A question for a file is answered by a file that is there and has no virus.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> AnswersAsync(Work work, Guid application) =>
        (await work.QueryAsync<AnswerRow>(AnswersSql, new { application })).ToDictionary(
            answer => answer.QuestionId,
            answer => answer.Wording
        );

    public static Task<IReadOnlyList<BudgetLine>> BudgetAsync(Work work, Guid application) =>
        work.QueryAsync<BudgetLine>(
            "select Id, Position, Item, Requested, OtherFunders from BudgetLine where ApplicationId = @application order by Position",
            new { application }
        );

    /// <summary>The budget as awarded: the reduced lines of a part award, otherwise the amounts asked for.</summary>
    public static Task<IReadOnlyList<BudgetLine>> AwardedBudgetAsync(Work work, Guid application) =>
        work.QueryAsync<BudgetLine>(
            "select Id, Position, Item, coalesce(Awarded, Requested) as Requested, OtherFunders from BudgetLine where ApplicationId = @application order by Position",
            new { application }
        );

    public static Task<IReadOnlyList<OutcomeMeasure>> OutcomesAsync(Work work, Guid application) =>
        work.QueryAsync<OutcomeMeasure>(
            "select Id, Position, Outcome, Measure, Baseline, Target from OutcomeMeasure where ApplicationId = @application order by Position",
            new { application }
        );

    /// <summary>True for a member of the organisation or, until it is sent, for the officer who enters a paper application; no one else may
    /// then edit it.</summary>
    public const string IsMineSql = """
        (((a.Channel = 'Online' or a.Status <> 'Draft') and exists (select 1 from OrganisationMember m where m.OrganisationId = a.OrganisationId and m.PersonId = @Person))
         or (a.Channel <> 'Online' and exists (select 1 from PersonRole o where o.PersonId = @Person and o.Role = 'CommissioningOfficer')))
        """;

    public const string MineSql = $"""
        {AnySql}
        where  {IsMineSql}
        """;

    /// <summary>Of anybody: for the portal itself, and for those whose access was checked.</summary>
    public const string AnySql = """
        select a.Id, a.RoundId, a.OrganisationId, o.Name as Organisation, a.Status, a.Reference, a.ProjectName, a.Summary, a.Priority, a.Zone, a.ZoneLinks, a.AmountRequested,
               a.StartsOn, a.EndsOn, a.SubmittedAt, a.ClosesAt, r.ClosesAt as RoundClosesAt, r.WithdrawnAt as RoundWithdrawnAt, a.Version, a.Channel, a.IsCopied, r.FormVersion
        from   Application a
        join   Organisation o on o.Id = a.OrganisationId
        join   Round r on r.Id = a.RoundId
        """;

    private const string AnswersSql = """
        select n.QuestionId, n.Wording
        from   Answer n
        join   Question q on q.Id = n.QuestionId
        where  n.ApplicationId = @application
          and  (q.Kind <> 'File' or exists (select 1 from ApplicationDocument d join StoredFile s on s.Id = d.FileId where d.ApplicationId = n.ApplicationId and d.QuestionId = q.Id and s.ScanState <> 'Quarantined'))
        """;

    internal sealed record AnswerRow
    {
        public required Guid QuestionId { get; init; }
        public required string Wording { get; init; }
    }
}
