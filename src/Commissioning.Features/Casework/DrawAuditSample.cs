using System.Globalization;
using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Draws a sample for audit and keeps it with its seed, so that anyone can draw it again.</summary>
public sealed class DrawAuditSample(Db db)
{
    /// <param name="seed">Blank: one is made.</param>
    public Task<Result<Guid>> RunAsync(
        Actor actor,
        SampleSource? source,
        SampleMethod? method,
        DateOnly? from,
        DateOnly? to,
        string? seed,
        int? size
    ) =>
        db.ChangeAsync<Guid>(
            actor,
            AuditAction.AuditSampleDrawn,
            Guid.Empty,
            async work =>
            {
                if (
                    SampleRules.WhyNot(source, method, from, to, seed, size, LondonTime.DateOf(work.Now)) is { Count: > 0 } wrong
                    || source is not { } drawnFrom
                    || method is not { } how
                    || from is not { } first
                    || to is not { } last
                    || size is not { } asked
                )
                    return Result.Of<Guid>(SampleRules.WhyNot(source, method, from, to, seed, size, LondonTime.DateOf(work.Now)));
                var population = await AuditSamples.PopulationAsync(work, drawnFrom, first, last);
                if (population.Count == 0)
                    return new Refusal("Nothing was paid or posted in this period, so there is nothing to draw from", nameof(from));
                var used = string.IsNullOrWhiteSpace(seed) ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) : seed.Trim();
                var candidates = population.ToDictionary(one => one.Id);
                var units = population.Select(one => one.Unit).ToList();
                var drawn = SampleRules.Draw(units, how, used, asked);
                var id = Guid.CreateVersion7();
                var number = 1 + await work.ScalarAsync<int>("select coalesce(max(Number), 0) from AuditSample");
                await work.ExecuteAsync(
                    "insert into AuditSample (Id, Number, Source, Method, FromDay, ToDay, Seed, Size, PopulationCount, PopulationTotal, PopulationSha256, DrawnBy, DrawnAt) values (@id, @number, @drawnFrom, @how, @first, @last, @used, @asked, @Count, @Total, @Sha256, @By, @Now)",
                    new
                    {
                        id,
                        number,
                        drawnFrom,
                        how,
                        first,
                        last,
                        used,
                        asked,
                        population.Count,
                        Total = units.Sum(unit => unit.Amount),
                        Sha256 = SampleRules.Fingerprint(units),
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteAsync(
                    "insert into AuditSampleItem (SampleId, Position, PaymentId, TransactionId, Stratum, OnDay, Reference, Payee, Amount) values (@id, @Position, @PaymentId, @TransactionId, @Stratum, @OnDay, @Reference, @Payee, @Amount)",
                    drawn.Select(
                        (unit, i) =>
                        {
                            var one = candidates[unit.Id];
                            return new
                            {
                                id,
                                Position = i + 1,
                                PaymentId = one.IsPayment ? one.Id : (Guid?)null,
                                TransactionId = one.IsPayment ? (Guid?)null : one.Id,
                                Stratum = SampleRules.StratumOf(unit, how),
                                one.OnDay,
                                one.Reference,
                                one.Payee,
                                one.Amount,
                            };
                        }
                    )
                );
                work.Note(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Sample {number}: {drawn.Count} of {population.Count}, {LondonTime.Date(first)} to {LondonTime.Date(last)}, {how.Name()}, seed {used}"
                    )
                );
                return Result.Made(id);
            }
        );
}
