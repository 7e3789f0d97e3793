using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Adds finance codes.</summary>
public sealed class AddCodeSet(Db db)
{
    /// <param name="about">Whose money it is; null: not chosen.</param>
    /// <param name="kind">Null: any kind.</param>
    /// <param name="lastDay">Null: until others follow.</param>
    public Task<Result<Guid>> RunAsync(
        Actor actor,
        CodeScope? about,
        CodedKind? kind,
        FinanceCodes codes,
        DateOnly? firstDay,
        DateOnly? lastDay
    )
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync<Guid>(
            actor,
            AuditAction.CodesAdded,
            id,
            async work =>
            {
                var wrong = CodeRules.WhyNotCodes(codes).ToList();
                if (about is not { } scope || !await CodeSets.ExistsAsync(work, scope))
                    wrong.Add(new("Choose whose money it is, or any", nameof(about)));
                else if (CodeRules.WhyNeverUsed(scope, kind, nameof(kind)) is { } never)
                    wrong.Add(never);
                if (firstDay is null)
                    wrong.Add(new("Enter the first day of the codes", nameof(firstDay)));
                else if (lastDay < firstDay)
                    wrong.Add(new("The last day is before the first", nameof(lastDay)));
                if (wrong.Count > 0)
                    return wrong;
                var table = await CodeSets.TableAsync(work);
                if (
                    CodeRules.WhySameDays(about!.Value, kind, firstDay!.Value, lastDay, table.Sets, table.NameOf, nameof(firstDay)) is
                    { } same
                )
                    return same;
                await CodeSets.AddAsync(work, actor, id, about.Value, kind, codes, firstDay.Value, lastDay);
                work.Note(
                    $"{table.Names[about.Value]}, {CodeRules.Name(kind).ToLowerInvariant()}, {CodeRules.Days(firstDay.Value, lastDay)}: {codes}"
                );
                return Result.Made(id);
            }
        );
    }
}
