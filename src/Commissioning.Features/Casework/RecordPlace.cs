using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>The application and award that a page is about, for the identity bar and the tabs above it.</summary>
public sealed record RecordPlace
{
    public required Guid RoundId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required string Reference { get; init; }
    public required string ProjectName { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Organisation { get; init; }
    public required Money AmountRequested { get; init; }
    public required ApplicationStatus Status { get; init; }
    public required CheckResult DueDiligence { get; init; }

    /// <summary>Null: not decided.</summary>
    public bool? Funded { get; init; }
    public Guid? AwardId { get; init; }
    public Money? AwardAmount { get; init; }
    public DateTime? OfferedAt { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public string? EndedHow { get; init; }

    /// <summary>Null: there is no such record, or its application is still a draft.</summary>
    public static Task<RecordPlace?> OfAsync(Work work, RecordKind kind, Guid id) =>
        work.FindOrDefaultAsync<RecordPlace>($"{PlaceSql}\nwhere a.Reference is not null and a.Id = {ApplicationSql(kind)}", new { id });

    private static string ApplicationSql(RecordKind kind) =>
        kind switch
        {
            RecordKind.Application => "@id",
            RecordKind.Check => "(select c.ApplicationId from DueDiligenceCheck c where c.Id = @id)",
            RecordKind.Award => "(select g.ApplicationId from Award g where g.Id = @id)",
            RecordKind.Payment => "(select g.ApplicationId from Payment p join Award g on g.Id = p.AwardId where p.Id = @id)",
            RecordKind.Claim => "(select g.ApplicationId from Claim c join Award g on g.Id = c.AwardId where c.Id = @id)",
            RecordKind.Return => "(select g.ApplicationId from MonitoringReturn m join Award g on g.Id = m.AwardId where m.Id = @id)",
            RecordKind.Visit => "(select g.ApplicationId from Visit v join Award g on g.Id = v.AwardId where v.Id = @id)",
            RecordKind.Variation => "(select g.ApplicationId from Variation v join Award g on g.Id = v.AwardId where v.Id = @id)",
            RecordKind.Answer => "(select f.ApplicationId from FoiAnswer f where f.Id = @id)",
            RecordKind.Letter => "(select l.ApplicationId from Letter l where l.Id = @id)",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a record of an application"),
        };

    private const string PlaceSql = """
        select    a.RoundId, a.Id as ApplicationId, a.Reference, a.ProjectName, a.OrganisationId, o.Name as Organisation, a.AmountRequested, a.Status, a.DueDiligence,
                  (select l.Funded from DecisionLine l where l.ApplicationId = a.Id and l.SupersededBy is null and l.DeferredUntil is null) as Funded,
                  w.Id as AwardId, w.Amount as AwardAmount, w.OfferedAt, w.AcceptedAt, w.EndedHow
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        left join Award w on w.ApplicationId = a.Id
        """;
}
