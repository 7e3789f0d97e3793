using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Gives the checks of applications to an officer, or to nobody.</summary>
public sealed class AssignOwners(Db db)
{
    /// <param name="Owner">Null: nobody.</param>
    public sealed record Command(Guid Round, IReadOnlyList<Guid> Selected, Guid? Owner);

    /// <returns>One line for each application that could not be given, with why; empty: all were.</returns>
    public Task<Result<IReadOnlyList<string>>> RunAsync(Actor actor, Command command) =>
        db.ChangeAsync<IReadOnlyList<string>>(
            actor,
            AuditAction.OwnersAssigned,
            command.Round,
            async work =>
            {
                if (command.Selected.Count == 0)
                    return new Refusal("Select at least one application", nameof(Command.Selected));
                var owner = command.Owner is { } person ? (await OfficersAsync(work)).FirstOrDefault(one => one.Id == person) : null;
                if (command.Owner is not null && owner is null)
                    return new Refusal("Choose a commissioning officer", nameof(Command.Owner));
                var given = new List<string>();
                var refused = new List<string>();
                foreach (var application in command.Selected.Distinct())
                {
                    var found = await work.FindAsync<Planned>(
                        """
                        select    a.Reference, p.OwnerId, case when p.ApplicationId is null then 0 else 1 end as IsPlanned
                        from      Application a
                        left join CheckPlan p on p.ApplicationId = a.Id
                        where     a.Id = @application and a.RoundId = @Round and a.Number is not null
                        """,
                        new { application, command.Round }
                    );
                    if (!found.IsPlanned)
                    {
                        refused.Add($"{found.Reference}: its checks are not planned yet. Try again in a minute.");
                        continue;
                    }
                    if (found.OwnerId == command.Owner)
                        continue;
                    await work.ExecuteOneAsync(
                        "update CheckPlan set OwnerId = @Owner, Version = Version + 1 where ApplicationId = @application",
                        new { application, command.Owner }
                    );
                    given.Add(found.Reference);
                }
                work.Note($"{owner?.Name ?? "Nobody"}: {(given.Count == 0 ? "none" : string.Join(", ", given))}");
                return Result.Made<IReadOnlyList<string>>(refused);
            }
        );

    public sealed record Officer
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    public static Task<IReadOnlyList<Officer>> OfficersAsync(Work work) =>
        work.QueryAsync<Officer>(
            "select p.Id, p.DisplayName as Name from Person p join PersonRole r on r.PersonId = p.Id where r.Role = @Role order by p.DisplayName, p.Id",
            new { Role = Role.CommissioningOfficer }
        );

    private sealed record Planned
    {
        public required string Reference { get; init; }
        public Guid? OwnerId { get; init; }
        public required bool IsPlanned { get; init; }
    }
}
