using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The second person gives the lines back, with a note.</summary>
public sealed class GiveBackYearEndLines(Db db)
{
    public Task<Result> RunAsync(Actor actor, FinancialYear year, string? note) =>
        db.ChangeAsync(
            actor,
            AuditAction.YearEndLinesGivenBack,
            year.Subject,
            async work =>
            {
                var view = await YearEndLines.GetAsync(work, year);
                if (view.Journal.Status != YearEndStatus.Sent)
                    return new Refusal("These lines do not wait for approval");
                if (ReasonRules.WhyTooThin(note, nameof(note)) is { } thin)
                    return thin;
                await YearEndLines.DecideAsync(work, actor, view.Journal, "Draft", note!.Trim());
                work.Note($"{year}: {note.Trim()}");
                return Result.Done;
            }
        );
}
