using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Payments;

/// <summary>The bank file of a payment run. It is generated for each download and not stored, because it holds whole accounts; its SHA-256
/// is stored, so that a second copy is identical or refused. Who downloaded it, and which accounts were decrypted, is audited.</summary>
public sealed class DownloadPaymentFile(Db db, FieldEncryption encryption, Office office)
{
    public sealed record PaymentFile(string Name, byte[] Content)
    {
        public string Type => Name.EndsWith(".xml", StringComparison.Ordinal) ? "application/xml" : "text/plain; charset=utf-8";
    }

    public Task<Result<PaymentFile>> RunAsync(Actor actor, Guid run) =>
        db.ChangeAsync<PaymentFile>(
            actor,
            AuditAction.PaymentFileDownloaded,
            run,
            async work =>
            {
                var found = await PaymentRunQueries.FindAsync(work, run);
                var payments = await PaymentRunQueries.PaymentsAsync(work, run);
                if (PaymentRunQueries.WhyNoFile(found) is { } not)
                    return new Refusal(not);
                if (found.ReleasedAt is null)
                    return new Refusal("Nobody has released this payment run yet, so its file cannot be downloaded");
                var (from, missing) = PaymentRunQueries.OriginatorOf(office);
                if (from is null)
                    return new Refusal(missing!);
                if (
                    found.SentAt is null
                    && PaymentRunRules.WhyTooLate(found.PayOn, LondonTime.DateOf(work.Now), office.BankFile) is { } late
                )
                    return late;
                foreach (var payment in payments)
                    if (await Separation.WhyNotAsync(work, actor, payment) is { } apart)
                        return apart;
                if (found.SentAt is null)
                    foreach (var payment in payments)
                        if (await PaymentHolds.GetAsync(work, payment) is [var hold, ..])
                            return new Refusal(
                                $"{payment.Amount} for {payment.Reference} is on hold: {hold}. Remove it from the payment run."
                            );
                var accounts = await work.QueryAsync<EncryptedRow>(
                    "select p.Id, b.EncryptedAccount from Payment p join BankDetails b on b.Id = p.BankDetailsId where p.RunId = @run",
                    new { run }
                );
                var byPayment = accounts.ToDictionary(row => row.Id, row => encryption.DecryptAccount(row.EncryptedAccount));
                var content = ContentOf(
                    from,
                    found,
                    LondonTime.DateOf(found.SentAt ?? work.Now),
                    payments.Select(payment => new BacsPayment(byPayment[payment.Id], payment.Amount, payment.BankReference!)).ToList()
                );
                var hash = Convert.ToHexStringLower(SHA256.HashData(content));
                if (found.Sha256 is { } before && before != hash)
                    return new Refusal(
                        $"The file would not be the one that was taken on {LondonTime.Date(found.SentAt!.Value)}: the account that grants are paid from, or a setting of the file, has changed since"
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
                return Result.Made(new PaymentFile(NameOf(found), content));
            }
        );

    private string NameOf(PaymentRunQueries.PaymentRun run) =>
        $"{run.Number}.{(office.BankFileFormat == BankFileFormat.Pain001 ? "xml" : "txt")}";

    /// <param name="takenOn">The day on which the file was first taken, so that each copy is the same.</param>
    private byte[] ContentOf(BankAccount from, PaymentRunQueries.PaymentRun run, DateOnly takenOn, IReadOnlyList<BacsPayment> payments) =>
        office.BankFileFormat switch
        {
            BankFileFormat.Pain001 => Pain001File.Write(run.Number, run.MadeAt, from, run.PayOn, payments),
            BankFileFormat.Bacs => Encoding.ASCII.GetBytes(
                BacsFile.Write(office.BankFile, from, takenOn, run.PayOn, BacsFile.Serial(run.Number), payments)
            ),
            _ => Encoding.ASCII.GetBytes(BacsFile.Write(from, run.PayOn, payments)),
        };

    private sealed record EncryptedRow
    {
        public required Guid Id { get; init; }
        public required string EncryptedAccount { get; init; }
    }
}
