using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Records the body that stands behind an organisation: it leads its consortium, holds its money, or is its parent body.</summary>
public sealed class SetHost(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid organisation, Guid host, HostKind? kind, DateOnly? since, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OrganisationHostSet,
            organisation,
            async work =>
            {
                if (kind is not { } how)
                    return new Refusal("Choose how the two belong together", nameof(kind));
                if (since is not { } from)
                    return new Refusal("Enter the first day", nameof(since));
                if (reason?.Trim() is not { Length: > 0 and <= HostRules.LongestReason } why)
                    return new Refusal($"Say how you know, in up to {HostRules.LongestReason:N0} characters", nameof(reason));
                var (ours, theirs) = (await RecordAsync(work, organisation), await RecordAsync(work, host));
                var live = await work.QueryAsync<LiveRow>(LiveSql, new { Today = LondonTime.DateOf(work.Now) });
                if (
                    HostRules.WhyCannotLink(
                        new(ours.Head, theirs.Head, how),
                        live.Select(link => new HostRules.Link(link.OrganisationId, link.HostId, link.Kind)).ToList(),
                        nameof(host)
                    ) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteAsync(
                    "insert into OrganisationLink (Id, OrganisationId, HostId, Kind, Since, Reason, SetBy, SetAt, Version) values (@Id, @organisation, @host, @how, @from, @why, @By, @Now, 1)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        organisation,
                        host,
                        how,
                        from,
                        why,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{ours.Name}: {HostRules.OfOrganisation(how)} {theirs.Name}, since {LondonTime.Date(from)}. {why}");
                return Result.Done;
            }
        );

    private static Task<RecordRow> RecordAsync(Work work, Guid id) =>
        work.FindAsync<RecordRow>("select Name, coalesce(SameAs, Id) as Head from Organisation where Id = @id", new { id });

    private const string LiveSql = """
        select coalesce(o.SameAs, o.Id) as OrganisationId, coalesce(h.SameAs, h.Id) as HostId, k.Kind
        from   OrganisationLink k
        join   Organisation o on o.Id = k.OrganisationId
        join   Organisation h on h.Id = k.HostId
        where  k.Until is null or k.Until >= @Today
        """;

    private sealed record RecordRow
    {
        public required string Name { get; init; }
        public required Guid Head { get; init; }
    }

    private sealed record LiveRow
    {
        public required Guid OrganisationId { get; init; }
        public required Guid HostId { get; init; }
        public required HostKind Kind { get; init; }
    }
}
