using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Returns that have not arrived, of one organisation over all its grants.</summary>
public static class LateReturns
{
    public sealed record OpenReturn
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Guid OrganisationId { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid FundId { get; init; }
        public required string Fund { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required ReturnKind Kind { get; init; }
        public DateOnly? PeriodFrom { get; init; }
        public DateOnly? PeriodTo { get; init; }

        /// <summary>The day on which it is due, or by which it is to be put right.</summary>
        public required DateOnly DueOn { get; init; }

        /// <summary>It was sent, and an officer asked for parts of it again.</summary>
        public required bool IsAskedAgain { get; init; }

        /// <summary>It waits for a second member to certify it.</summary>
        public required bool IsPrepared { get; init; }

        /// <summary>Working days from its due date at which it was last reminded of; below zero is before it. Null: not yet.</summary>
        public int? LastDays { get; init; }

        /// <summary>Which of the grant's returns it is.</summary>
        public string Which =>
            Kind == ReturnKind.Final ? "final return"
            : Kind == ReturnKind.Reuse ? "return about the money used again"
            : PeriodFrom is { } from && PeriodTo is { } to ? $"return for {LondonTime.Date(from)} to {LondonTime.Date(to)}"
            : "return";

        /// <summary>The return with its delay on a day, as e-mails and letters list it.</summary>
        public string InWords(DateOnly today) =>
            $"{ProjectName} ({Reference}): {Which}, {(IsAskedAgain ? "to be put right by" : "due on")} {LondonTime.Date(DueOn)}"
            + (
                DueOn < today ? $", {WorkingDays.Late(DueOn, today)}"
                : DueOn == today ? ", which is today"
                : ""
            )
            + (IsPrepared ? ". It is ready, and waits for a colleague to certify it." : ".");
    }

    /// <summary>All that is late today, the earliest due first.</summary>
    public static async Task<IReadOnlyList<OpenReturn>> OfOrganisationAsync(Work work, Guid organisation) =>
        (await OpenAsync(work, organisation)).Where(one => one.DueOn < LondonTime.DateOf(work.Now)).ToList();

    /// <summary>All that has not arrived, late or not, the earliest due first.</summary>
    internal static Task<IReadOnlyList<OpenReturn>> OpenAsync(Work work, Guid organisation) =>
        work.QueryAsync<OpenReturn>($"{Sql} and a.OrganisationId = @organisation {OrderSql}", new { organisation });

    /// <summary>What is due until a day, of every organisation.</summary>
    internal static Task<IReadOnlyList<OpenReturn>> UntilAsync(Work work, DateOnly until) =>
        work.QueryAsync<OpenReturn>($"{Sql} and coalesce(t.PutRightBy, t.DueOn) <= @until {OrderSql}", new { until });

    private const string Sql = """
        select   t.Id, t.AwardId, w.ApplicationId, a.OrganisationId, w.RoundId, r.FundId, f.Name as Fund, a.Reference, a.ProjectName, o.Name as Organisation, t.Kind, t.PeriodFrom, t.PeriodTo, coalesce(t.PutRightBy, t.DueOn) as DueOn, case when t.PutRightBy is null then 0 else 1 end as IsAskedAgain, case when t.Status = 'Prepared' then 1 else 0 end as IsPrepared,
                 (select max(m.DaysAfter) from MonitoringReminder m where m.ReturnId = t.Id and m.DueOn = coalesce(t.PutRightBy, t.DueOn)) as LastDays
        from     MonitoringReturn t
        join     Award w on w.Id = t.AwardId
        join     Round r on r.Id = w.RoundId
        join     Fund f on f.Id = r.FundId
        join     Application a on a.Id = w.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        where    t.Status in ('Due', 'Prepared')
        """;
    private const string OrderSql = "order by DueOn, t.Id";
}
