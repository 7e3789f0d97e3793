using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Stop flags as their own pages show them. Of a police or fraud matter the row holds the neutral reason only; what was said is
/// encrypted and read by <see cref="ReadStopFlag"/>.</summary>
public static class StopFlagQueries
{
    internal const string Purpose = "stop-flag";

    public sealed record StopFlagRow
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required StopFlagKind Kind { get; init; }
        public required string Reason { get; init; }
        public required string NeutralReason { get; init; }
        public DateOnly? Until { get; init; }
        public required Guid PlacedById { get; init; }
        public required string PlacedBy { get; init; }
        public required DateTime PlacedAt { get; init; }
        public Guid? ReadBy { get; init; }
        public Guid? AskedById { get; init; }
        public string? AskedBy { get; init; }
        public DateTime? AskedAt { get; init; }
        public string? AskReason { get; init; }
        public string? LiftedBy { get; init; }
        public DateTime? LiftedAt { get; init; }
        public string? LiftReason { get; init; }
        public required int Version { get; init; }

        /// <summary>Who asks to lift it is a lead for concerns.</summary>
        public required int AskedByLead { get; init; }
        public bool IsRestricted => StopFlagRules.IsRestricted(Kind);
    }

    /// <summary>What was said about a police or fraud matter.</summary>
    internal sealed record EncryptedFlag(string Reason, string? AskReason, string? LiftReason);

    /// <summary>A name of the organisation that two people found on the sanctions list.</summary>
    public sealed record ListedName
    {
        public required string OurName { get; init; }
        public required string Name { get; init; }
        public required string GroupId { get; init; }
        public required string Reason { get; init; }
        public required DateTime DecidedAt { get; init; }
    }

    public static Task<StopFlagRow> GetAsync(Work work, Guid flag) =>
        work.FindAsync<StopFlagRow>(Sql + " where f.Id = @flag", new { flag });

    /// <summary>Police and fraud matters, for the leads for concerns: those in force first.</summary>
    public static Task<IReadOnlyList<StopFlagRow>> RestrictedAsync(Work work) =>
        work.QueryAsync<StopFlagRow>(
            Sql + " where f.Kind = 'PoliceOrFraud' order by case when f.LiftedAt is null then 0 else 1 end, f.PlacedAt desc, f.Id"
        );

    internal static Task<IReadOnlyList<ListedName>> ListedAsync(Work work, Guid organisation) =>
        work.QueryAsync<ListedName>(
            "select s.OurName, s.ListedName as Name, s.GroupId, s.Reason, s.DecidedAt from SanctionReview s where s.OrganisationId = @organisation and s.IsSame = 1 and s.WithdrawnAt is null order by s.DecidedAt desc, s.Id",
            new { organisation }
        );

    internal static async Task<bool> IsLeadAsync(Work work, Guid person) =>
        await work.ScalarAsync<int>("select count(*) from PersonRole where PersonId = @person and Role = 'ConcernLead'", new { person })
        > 0;

    private const string Sql = """
        select    f.Id, f.OrganisationId, o.Name as Organisation, f.Kind, f.Reason, f.NeutralReason, f.Until, f.PlacedBy as PlacedById, coalesce(p.DisplayName, 'The portal') as PlacedBy, f.PlacedAt,
                  f.ReadBy, f.AskedBy as AskedById, a.DisplayName as AskedBy, f.AskedAt, f.AskReason, l.DisplayName as LiftedBy, f.LiftedAt, f.LiftReason, f.Version,
                  case when exists (select 1 from PersonRole r where r.PersonId = f.AskedBy and r.Role = 'ConcernLead') then 1 else 0 end as AskedByLead
        from      StopFlag f
        join      Organisation o on o.Id = f.OrganisationId
        left join Person p on p.Id = f.PlacedBy
        left join Person a on a.Id = f.AskedBy
        left join Person l on l.Id = f.LiftedBy
        """;
}
