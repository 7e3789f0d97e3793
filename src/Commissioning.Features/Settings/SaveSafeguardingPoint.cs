using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Settings;

/// <summary>Adds a piece of evidence that officers look for, or changes one. What was recorded for an application stays.</summary>
public sealed class SaveSafeguardingPoint(Db db)
{
    /// <param name="typed">Without a code: a new one.</param>
    public Task<Result> RunAsync(Actor actor, int version, SafeguardingPoint typed) =>
        db.ChangeAsync(
            actor,
            AuditAction.SafeguardingPointSaved,
            OfficeSettings.Safeguarding.Subject,
            async work =>
            {
                var all = await OfficeSettings.OfAsync(work, OfficeSettings.Safeguarding);
                var before =
                    typed.Code.Length == 0
                        ? null
                        : all.FirstOrDefault(one => one.Code == typed.Code) ?? throw new NotFoundException("No such point");
                var after = typed with
                {
                    // Nothing is taken out, so the number of points makes a code that is free.
                    Code = before?.Code ?? $"{OrganisationKinds.CodeOf(typed.Name)}-{all.Count + 1}",
                    Name = typed.Name.Trim(),
                    NeededFrom = typed.NeededFrom.Distinct().Order().ToList(),
                };
                if (SafeguardingRules.WhyWrong(after, all) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                return await OfficeSettings.SaveAsync(
                    work,
                    actor,
                    OfficeSettings.Safeguarding,
                    version,
                    before is null ? [.. all, after] : all.Select(one => one.Code == after.Code ? after : one).ToList(),
                    new Changes(isNew: before is null)
                        .Add(before is null ? "New point" : "Point", before?.Name, after.Name)
                        .Add($"{after.Name} is needed from", Names(before?.NeededFrom ?? []), Names(after.NeededFrom))
                        .Add($"{after.Name} is closed", before?.IsClosed, after.IsClosed)
                );
            }
        );

    private static string Names(IEnumerable<SafeguardingReach> reaches) => string.Join("; ", reaches.Select(SafeguardingRules.Name));
}
