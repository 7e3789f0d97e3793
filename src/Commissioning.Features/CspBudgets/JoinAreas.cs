using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Areas become part of one that goes on under its own name. They end the day before, and their contacts become its contacts
/// too.</summary>
public sealed class JoinAreas(Db db)
{
    public Task<Result> RunAsync(Actor actor, IReadOnlyList<Guid> areas, Guid into, DateOnly from) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspAreasJoined,
            into,
            async work =>
            {
                if (areas.Count == 0)
                    return new Refusal("Choose the areas that join it", nameof(areas));
                if (AreaRules.WhyNotAStart(from, nameof(from)) is { } early)
                    return early;
                var register = await AreaQueries.RegisterAsync(work);
                var (goesOn, ending) = (register.Find(into), areas.Distinct().Select(register.Find).ToList());
                if (ending.Contains(goesOn))
                    return new Refusal($"{goesOn.Name} cannot join itself", nameof(areas));
                if (AreaRegister.WhyCannotBeJoined(goesOn, from, nameof(into)) is { } over)
                    return over;
                if (
                    ending
                        .Select(area => register.WhyCannotEnd(area, from, nameof(areas), nameof(from)))
                        .FirstOrDefault(refusal => refusal is not null) is
                    { } refused
                )
                    return refused;
                await AreaEnd.WriteAsync(work, ending, from, into);
                work.Note($"{string.Join(" and ", ending.Select(area => area.Name))} part of {goesOn.Name} from {LondonTime.Date(from)}");
                return Result.Done;
            }
        );
}
