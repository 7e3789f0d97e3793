using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>How often a member of staff hears by e-mail of what waits for them, as they choose.</summary>
public sealed class ChooseWorkEmail(Db db)
{
    public Task<WorkEmailChoice> OfAsync(Actor actor) => db.ReadAsync(work => OfAsync(work, actor));

    public Task<Result> RunAsync(Actor actor, WorkEmailChoice? choice) =>
        db.ChangeAsync(
            actor,
            AuditAction.WorkEmailChosen,
            actor.Id,
            async work =>
            {
                if (choice is not { } chosen || !Enum.IsDefined(chosen))
                    return new Refusal("Choose how often you want the e-mail", nameof(choice));
                var before = await OfAsync(work, actor);
                var row = new { actor.Id, Choice = chosen };
                if (await work.ExecuteAsync("update WorkEmail set Choice = @Choice where PersonId = @Id", row) == 0)
                    await work.ExecuteAsync("insert into WorkEmail (PersonId, Choice, SentAt, Told) values (@Id, @Choice, null, '')", row);
                work.Note($"{before} -> {chosen}");
                return Result.Done;
            }
        );

    private static async Task<WorkEmailChoice> OfAsync(Work work, Actor actor) =>
        await work.FirstOrDefaultAsync<string>("select Choice from WorkEmail where PersonId = @Id", new { actor.Id }) is { } chosen
            ? Enum.Parse<WorkEmailChoice>(chosen)
            : WorkEmailRules.Usual;
}
