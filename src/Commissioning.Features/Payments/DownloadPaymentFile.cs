using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Payments;

/// <summary>
/// The file of a payment run for the bank. It is made anew each time and kept nowhere, since it holds whole accounts; its SHA-256 is kept, so that
/// a second copy is the same file or none. Who took it, and which accounts were opened for it, is on record.
/// </summary>
public sealed class DownloadPaymentFile(Db db, FieldEncryption encryption, Office office)
{
    public sealed record PaymentFile(string Name, byte[] Content);

    public Task<Result<PaymentFile>> RunAsync(Actor actor, Guid run) =>
        db.ChangeAsync<PaymentFile>(
            actor,
            AuditAction.PaymentFileDownloaded,
            run,
            async work =>
            {
                var found = await PaymentRuns.FindAsync(work, run);
                var payments = await PaymentRuns.PaymentsAsync(work, run);
                if (PaymentRuns.WhyNoFile(found) is { } not)
                    return new Refusal(not);
                var (from, missing) = PaymentRuns.OriginatorOf(office);
                if (from is null)
                    return new Refusal(missing!);
                if (found.SentAt is null)
                    foreach (var payment in payments)
                        if (await PaymentHolds.GetAsync(work, payment) is [var hold, ..])
                            return new Refusal(
                                $"{payment.Amount} for {payment.Reference} is held: {hold}. Take it out of the payment run."
                            );
                var accounts = await work.QueryAsync<EncryptedRow>(
                    "select p.Id, b.EncryptedAccount from Payment p join BankDetails b on b.Id = p.BankDetailsId where p.RunId = @run",
                    new { run }
                );
                var byPayment = accounts.ToDictionary(row => row.Id, row => encryption.DecryptAccount(row.EncryptedAccount));
                var content = Encoding.ASCII.GetBytes(
                    BacsFile.Write(
                        from,
                        found.PayOn,
                        payments.Select(payment => new BacsPayment(byPayment[payment.Id], payment.Amount, payment.BankReference!)).ToList()
                    )
                );
                var hash = Convert.ToHexStringLower(SHA256.HashData(content));
                if (found.Sha256 is { } before && before != hash)
                    return new Refusal(
                        $"The file would not be the one that was taken on {LondonTime.Date(found.SentAt!.Value)}: the account that grants are paid from has changed since"
                    );
                await work.ExecuteOneAsync(
                    "update PaymentRun set Sha256 = @hash, SentBy = coalesce(SentBy, @By), SentAt = coalesce(SentAt, @Now), Version = Version + 1 where Id = @run and Version = @Version",
                    new
                    {
                        run,
                        found.Version,
                        hash,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{found.Number}{(found.SentAt is null ? "" : " again")}: {payments.Count} payments, {found.Total}, SHA-256 {hash}. Accounts opened: {string.Join(", ", payments.Select(payment => $"{payment.BankReference} for {payment.Reference} ending {payment.LastFour}"))}"
                );
                return Result.Of(new PaymentFile($"{found.Number}.txt", content));
            }
        );

    private sealed record EncryptedRow
    {
        public required Guid Id { get; init; }
        public required string EncryptedAccount { get; init; }
    }
}
