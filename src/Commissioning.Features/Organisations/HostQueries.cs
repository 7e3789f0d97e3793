using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>The bodies behind an organisation, and the organisations that it stands behind itself.</summary>
public static class HostQueries
{
    public sealed record Link
    {
        public required Guid Id { get; init; }

        /// <summary>The other body is the host; false: this organisation is.</summary>
        public required bool IsHosted { get; init; }
        public required Guid OtherId { get; init; }
        public required string Other { get; init; }
        public required HostKind Kind { get; init; }
        public required DateOnly Since { get; init; }
        public DateOnly? Until { get; init; }
        public required string Reason { get; init; }
        public required string SetBy { get; init; }
        public string? EndedReason { get; init; }

        /// <summary>What this organisation is to the other, before the other's name.</summary>
        public string InWords => IsHosted ? HostRules.OfOrganisation(Kind) : HostRules.OfHost(Kind);

        public bool IsOn(DateOnly day) => Since <= day && (Until is null || Until >= day);
    }

    /// <summary>Those of all its records, also those that have ended; the newest first.</summary>
    public static Task<IReadOnlyList<Link>> OfAsync(Work work, Guid organisation) =>
        work.QueryAsync<Link>(
            LinkedOrganisations.Sql
                + """
                select   k.Id, x.IsHosted, coalesce(t.SameAs, t.Id) as OtherId, t.Name as Other, k.Kind, k.Since, k.Until, k.Reason, p.DisplayName as SetBy, k.EndedReason
                from     (select l.Id, 1 as IsHosted, l.HostId as OtherId from Body y join OrganisationLink l on l.OrganisationId = y.Id
                          union all select l.Id, 0, l.OrganisationId from Body y join OrganisationLink l on l.HostId = y.Id) x
                join     OrganisationLink k on k.Id = x.Id
                join     Organisation t on t.Id = x.OtherId
                join     Person p on p.Id = k.SetBy
                order by k.Since desc, k.Id
                """,
            new { OrganisationId = organisation }
        );
}
