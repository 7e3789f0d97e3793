using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>What is to be done after a visit, by whom and until when.</summary>
public sealed class AddVisitAction(Db db)
{
    public sealed record Command(string? What, string? ByWhom, DateOnly DueOn);

    public async Task<Result> RunAsync(Actor actor, Guid visit, Command command)
    {
        var found = await db.ReadAsync(work => VisitQueries.FindAsync(work, visit));
        return await db.ChangeAsync(
            actor,
            AuditAction.VisitActionAdded,
            found.AwardId,
            async work =>
            {
                if (
                    VisitRules.WhyCannotAsk(
                        command.What,
                        command.ByWhom,
                        command.DueOn,
                        (await VisitQueries.FindAsync(work, visit)).VisitedOn
                    ) is
                    { } refusal
                )
                    return refusal;
                var action = new
                {
                    Id = Guid.CreateVersion7(),
                    visit,
                    What = command.What!.Trim(),
                    Who = command.ByWhom!.Trim(),
                    command.DueOn,
                };
                await work.ExecuteAsync(
                    "insert into VisitAction (Id, VisitId, What, Who, DueOn) values (@Id, @visit, @What, @Who, @DueOn)",
                    action
                );
                work.Note($"{found.Reference}: {action.What}, {action.Who}, by {LondonTime.Date(command.DueOn)}");
                return Result.Done;
            }
        );
    }
}
