using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Payments;

/// <summary>A member of the organisation claims what was spent.</summary>
public sealed class SendClaim(Db db, FileStore files, Office office)
{
    /// <param name="proofs">Files for some of the receipts, by index.</param>
    /// <param name="kept">Receipts of a claim that was sent back, whose copies are sent again, by index.</param>
    public async Task<Result> RunAsync(
        Actor actor,
        Guid application,
        Money total,
        IReadOnlyList<Receipt> receipts,
        IReadOnlyDictionary<int, Upload> proofs,
        IReadOnlyDictionary<int, Guid>? kept = null
    )
    {
        var copies = await db.ReadAsync(async work =>
            await Claims.CopiesAsync(work, await AwardPayments.MyAwardAsync(work, actor, application), kept ?? new Dictionary<int, Guid>())
        );
        receipts = receipts.Select((receipt, i) => receipt with { Proof = proofs.ContainsKey(i) || copies.ContainsKey(i) }).ToList();
        var wrong = await db.ReadAsync(async work =>
            WhyWrong(await Claims.OfAsync(work, await AwardPayments.MyAwardAsync(work, actor, application)), total, receipts)
        );
        if (wrong.Count > 0)
            return Result.Of(wrong);
        var now = await db.ReadAsync(work => Task.FromResult(work.Now));
        var stored = new Dictionary<int, FileStore.NewFile>();
        foreach (var (place, proof) in proofs)
            stored[place] = await files.WriteAsync(actor, proof, now);
        var claim = Guid.CreateVersion7();
        return await db.ChangeAsync(
            actor,
            AuditAction.ClaimSent,
            application,
            async work =>
            {
                var award = await AwardPayments.MyAwardAsync(work, actor, application);
                await Instalments.MakeAsync(work, award);
                var mine = await Claims.OfAsync(work, award);
                if (WhyWrong(mine, total, receipts) is { Count: > 0 } late)
                    return Result.Of(late);
                foreach (var file in stored.Values)
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteAsync(
                    "insert into Claim (Id, AwardId, Amount, ClaimedBy, ClaimedAt, State, Version) values (@claim, @award, @total, @By, @Now, 'Sent', 1)",
                    new
                    {
                        claim,
                        award,
                        total,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteAsync(
                    "insert into ClaimReceipt (Id, ClaimId, BudgetLineId, Position, SpentOn, Supplier, Amount, FileId) values (@Id, @claim, @Line, @Position, @SpentOn, @Supplier, @Amount, @FileId)",
                    receipts.Select(
                        (receipt, i) =>
                            new
                            {
                                Id = Guid.CreateVersion7(),
                                claim,
                                receipt.Line,
                                Position = i + 1,
                                receipt.SpentOn,
                                Supplier = receipt.Supplier.Trim(),
                                receipt.Amount,
                                FileId = stored.GetValueOrDefault(i)?.Id ?? (copies.TryGetValue(i, out var copy) ? copy : null),
                            }
                    )
                );
                await ApplicationMessage.SendAsync(
                    work,
                    office,
                    application,
                    MessageKind.ClaimSent,
                    new("", office.ContactEmail),
                    new Dictionary<string, string>
                    {
                        ["amount"] = total.ToString(),
                        ["receipts"] = receipts.Count.ToString(CultureInfo.InvariantCulture),
                    },
                    Links.Payments.Claim(claim),
                    about: claim
                );
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.ClaimReceived,
                    application,
                    new Dictionary<string, string>
                    {
                        ["amount"] = total.ToString(),
                        ["by"] = actor.Name,
                        ["received"] = LondonTime.DateAndTime(work.Now),
                    },
                    Links.Payments.MyClaims(application)
                );
                work.Note($"{mine.Award.Reference}: {total}, {receipts.Count} receipts");
                return Result.Done;
            }
        );
    }

    private static IReadOnlyList<Refusal> WhyWrong(Claims.MyClaims mine, Money total, IReadOnlyList<Receipt> receipts) =>
        mine.WhyNot is { } not
            ? [not]
            : ClaimRules.WhyWrong(total, receipts, mine.Lines, mine.Left, mine.StartsOn, mine.EndsOn, mine.Today, mine.Proof);
}
