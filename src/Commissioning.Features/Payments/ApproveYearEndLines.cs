using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>A second person approves the lines: they get their number and never change again.</summary>
public sealed class ApproveYearEndLines(Db db)
{
    /// <param name="shown">The version that the person saw.</param>
    public Task<Result> RunAsync(Actor actor, FinancialYear year, int shown) =>
        db.ChangeAsync(
            actor,
            AuditAction.YearEndLinesApproved,
            year.Subject,
            async work =>
            {
                var view = await YearEndLines.GetAsync(work, year);
                if (view.Journal.Version != shown)
                    return new Refusal("The lines changed after you opened the page. Check them again.");
                if (
                    AccrualRules.WhyCannotApprove(
                        view.Journal.Status,
                        actor.Id,
                        view.Journal.SentBy,
                        view.Lines.Select(line => line.ChangedBy).OfType<Guid>()
                    ) is
                    { } refusal
                )
                    return refusal;
                await YearEndLines.DecideAsync(work, actor, view.Journal, "Approved", null);
                var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', YearEndLines.Entries(view)))));
                await work.ExecuteOneAsync(
                    "update YearEndJournal set Number = @Number, Total = @Total, Sha256 = @sha where Id = @Id",
                    new
                    {
                        view.Journal.Id,
                        Number = $"YE-{year}",
                        view.Total,
                        sha,
                    }
                );
                work.Note($"YE-{year}: {view.Counted.Count} lines, {view.Total}, SHA-256 {sha}");
                return Result.Done;
            }
        );
}
