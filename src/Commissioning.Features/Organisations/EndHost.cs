using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Records the last day on which a body stands behind an organisation.</summary>
public sealed class EndHost(Db db)
{
    private const string Of = "@organisation";

    /// <param name="link">The link, which is noted at the organisation.</param>
    public Task<Result> RunAsync(Actor actor, Guid organisation, Guid link, DateOnly? until, string? endReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OrganisationHostEnded,
            organisation,
            async work =>
            {
                var row = await work.FindAsync<LinkRow>(
                    $"""
                    select k.Since, k.Until, k.Kind, o.Name, h.Name as Host
                    from   OrganisationLink k
                    join   Organisation o on o.Id = k.OrganisationId
                    join   Organisation h on h.Id = k.HostId
                    where  k.Id = @link and (k.OrganisationId in {LinkedOrganisations.IdsSql(
                        Of
                    )} or k.HostId in {LinkedOrganisations.IdsSql(Of)})
                    """,
                    new { link, organisation }
                );
                if (HostRules.WhyCannotEnd(row.Since, row.Until, until, nameof(until)) is { } refusal)
                    return refusal;
                if (endReason?.Trim() is not { Length: > 0 and <= HostRules.LongestReason } why)
                    return new Refusal($"Say why it ends, in up to {HostRules.LongestReason:N0} characters", nameof(endReason));
                await work.ExecuteOneAsync(
                    "update OrganisationLink set Until = @until, EndedBy = @By, EndedReason = @why, Version = Version + 1 where Id = @link and Until is null",
                    new
                    {
                        link,
                        until,
                        why,
                        By = actor.Id,
                    }
                );
                work.Note($"{row.Name}: {HostRules.OfOrganisation(row.Kind)} {row.Host} until {LondonTime.Date(until!.Value)}. {why}");
                return Result.Done;
            }
        );

    private sealed record LinkRow
    {
        public required DateOnly Since { get; init; }
        public DateOnly? Until { get; init; }
        public required HostKind Kind { get; init; }
        public required string Name { get; init; }
        public required string Host { get; init; }
    }
}
