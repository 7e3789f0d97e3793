using System.Security.Cryptography;
using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.DataProtection;
using OtpNet;

namespace Commissioning.Web.Identity;

/// <summary>The codes of an authenticator app, and its recovery codes. The key is encrypted and recovery codes are hashed. The old key
/// stays valid until the first code of a new phone, so no one is without a second factor in between. A new key waits ten minutes, and only
/// in the session that asked for it.</summary>
public sealed class AuthenticatorApp(Db db, IDataProtectionProvider protection, Office office, TimeProvider clock)
{
    public const int RecoveryCodes = 8;
    private const string CodeLetters = "23456789BCDFGHJKMNPQRTVWXY"; // No vowels, and no characters that look alike.
    private readonly IDataProtector protector = protection.CreateProtector("authenticator-key");

    private sealed record NewPhone(string Key, DateTime Until, Guid? Session);

    /// <summary>The key that waits for its first code in this session; null when there is none or it has expired.</summary>
    public string? WaitingKey(Person person, Guid? session) =>
        NewPhoneOf(person) is { } phone && phone.Until > clock.UtcNow() && phone.Session == session ? phone.Key : null;

    /// <summary>As <see cref="WaitingKey"/>, but makes a key when there is none.</summary>
    public async Task<string> PendingKeyAsync(Person person, Guid? session)
    {
        if (WaitingKey(person, session) is { } waiting)
            return waiting;
        var before = person.PendingKey;
        var key = Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(20));
        person.PendingKey = protector.Protect(
            JsonSerializer.Serialize(new NewPhone(key, clock.UtcNow() + SessionRules.NewPhoneWithin, session))
        );
        await db.RecordAsync(
            person.Actor,
            AuditAction.AuthenticatorSetUpStarted,
            person.Id,
            async work =>
            {
                await work.ExecuteOneAsync(
                    "update Person set PendingKey = @PendingKey, Version = Version + 1 where Id = @Id and (PendingKey is null or PendingKey = @before)",
                    new
                    {
                        person.Id,
                        person.PendingKey,
                        before,
                    }
                );
                work.Note("A phone is being set up");
            }
        );
        return key;
    }

    public Task<Result> ForgetPendingAsync(Person person) =>
        db.ChangeAsync(
            person.Actor,
            AuditAction.AuthenticatorSetUpCancelled,
            person.Id,
            async work =>
            {
                await work.ExecuteAsync("update Person set PendingKey = null, Version = Version + 1 where Id = @Id", new { person.Id });
                work.Note("The phone before stays");
                return Result.Done;
            }
        );

    /// <summary>The time step of a valid, unused code; null otherwise. <see cref="StartSession"/> marks it as used.</summary>
    public long? StepOf(Person person, string code) =>
        person.AuthenticatorKey is null ? null : StepOf(protector.Unprotect(person.AuthenticatorKey), code, person.LastCodeStep);

    /// <summary>Replaces the key with the waiting one after its first code. Ends every session and issues new recovery codes.</summary>
    public async Task<Result<IReadOnlyList<string>>> ConfirmAsync(Person person, Guid? session, string code, string? setUpCode)
    {
        if (WaitingKey(person, session) is not { } key || StepOf(key, code, null) is not { } step)
            return new Refusal(
                "That code is not the one the app shows now. Wait for the next one and enter it within 30 seconds. If more than ten minutes have passed, scan the picture again.",
                nameof(code)
            );
        if (!person.TwoFactorEnabled && !MaySetUp(person, setUpCode))
            return new Refusal(
                "That is not your set-up code, or it has expired. An administrator of the portal makes one for you and hands it over.",
                nameof(setUpCode)
            );
        var codes = NewCodes(person);
        return await db.ChangeAsync<IReadOnlyList<string>>(
            person.Actor,
            AuditAction.AuthenticatorSetUp,
            person.Id,
            async work =>
            {
                await work.ExecuteOneAsync(
                    ConfirmSql,
                    new
                    {
                        person.Id,
                        person.PendingKey,
                        Key = protector.Protect(key),
                        Step = step,
                        Stamp = Guid.NewGuid().ToString("N"),
                    }
                );
                await work.ExecuteAsync(
                    SessionSql.EndAll,
                    new
                    {
                        Person = person.Id,
                        work.Now,
                        Why = SessionEnd.SecondFactorChanged,
                    }
                );
                await AccountNotices.SendAsync(work, office, MessageKind.AuthenticatorChanged, person);
                return Result.Made(await SaveAsync(work, person, codes));
            }
        );
    }

    private bool MaySetUp(Person person, string? setUpCode) =>
        person.SetUpCodeHash is { } hash && person.SetUpCodeEndsAt > clock.UtcNow() && CodeHash.Of(person.Id, Plain(setUpCode)) == hash;

    public async Task<Result<IReadOnlyList<string>>> MakeCodesAsync(Person person)
    {
        var codes = NewCodes(person);
        return await db.ChangeAsync<IReadOnlyList<string>>(
            person.Actor,
            AuditAction.RecoveryCodesMade,
            person.Id,
            async work =>
            {
                await AccountNotices.SendAsync(work, office, MessageKind.RecoveryCodesMade, person);
                return Result.Made(await SaveAsync(work, person, codes));
            }
        );
    }

    public Task<int> CodesLeftAsync(Person person) =>
        db.ScalarAsync<int>("select count(*) from PersonRecoveryCode where PersonId = @Id", new { person.Id });

    /// <summary>Uses up a recovery code and tells its owner; false when there is no such code.</summary>
    public async Task<bool> RedeemAsync(Person person, string code)
    {
        var hash = CodeHash.Of(person.Id, code);
        var outcome = await db.ChangeAsync(
            person.Actor,
            AuditAction.RecoveryCodeUsed,
            person.Id,
            async work =>
            {
                if (
                    await work.ExecuteAsync(
                        "delete from PersonRecoveryCode where PersonId = @Id and CodeHash = @hash",
                        new { person.Id, hash }
                    ) == 0
                )
                    return new Refusal("No such code");
                work.Note("Recovery code used");
                await AccountNotices.RecoveryCodeUsedAsync(
                    work,
                    office,
                    person,
                    await work.ScalarAsync<int>("select count(*) from PersonRecoveryCode where PersonId = @Id", new { person.Id })
                );
                return Result.Done;
            }
        );
        return outcome.FirstRefusal is null;
    }

    /// <summary>Verifies the person again in an open session, before a change to how the account signs in: by a new code or a recovery
    /// code.</summary>
    public async Task<bool> ProveAsync(Person person, string? typed)
    {
        var code = Plain(typed);
        if (code.Length != 6)
            return await RedeemAsync(person, code);
        if (StepOf(person, code) is not { } step)
            return false;
        var outcome = await db.ChangeAsync(
            person.Actor,
            AuditAction.IdentityProved,
            person.Id,
            async work =>
            {
                work.Note("Proved again with a code");
                return
                    await work.ExecuteAsync(
                        "update Person set LastCodeStep = @step, Version = Version + 1 where Id = @Id and (LastCodeStep is null or LastCodeStep < @step)",
                        new { person.Id, step }
                    ) == 1
                    ? Result.Done
                    : new Refusal("Used already");
            }
        );
        return outcome.FirstRefusal is null;
    }

    public static string Plain(string? typed) => (typed ?? "").Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>The key in use, or the waiting one.</summary>
    public string? KeyOf(Person person) =>
        NewPhoneOf(person)?.Key ?? (person.AuthenticatorKey is { } key ? protector.Unprotect(key) : null);

    private NewPhone? NewPhoneOf(Person person)
    {
        // Keys stored before waiting keys had an expiry are plain text, and count as expired.
        var plain = person.PendingKey is null ? "" : protector.Unprotect(person.PendingKey);
        return plain.StartsWith('{') ? JsonSerializer.Deserialize<NewPhone>(plain) : null;
    }

    /// <summary>The 30-second step (RFC 6238) of a code, allowing one step early or late for slow typing or clock differences. Null when it
    /// matches none, or a step not after <paramref name="last"/>, so that an observed code cannot be replayed.</summary>
    public static long? StepOf(string key, string code, DateTime now, long? last) =>
        new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(now, code, out var step, new VerificationWindow(previous: 1, future: 1))
        && (last is null || step > last)
            ? step
            : null;

    // A phone uses real time, even when the portal's clock was moved for a demonstration.
    private static long? StepOf(string key, string code, long? last) =>
        StepOf(key, code, TimeProvider.System.GetUtcNow().UtcDateTime, last);

    /// <summary>Made before the change begins: the hashes take about a second, and a change holds up every other.</summary>
    private static IReadOnlyList<(string Code, string Hash)> NewCodes(Person person) =>
        Enumerable
            .Range(0, RecoveryCodes)
            .Select(_ => $"{Letters()}-{Letters()}")
            .Select(code => (code, CodeHash.Of(person.Id, code)))
            .ToList();

    private static async Task<IReadOnlyList<string>> SaveAsync(Work work, Person person, IReadOnlyList<(string Code, string Hash)> codes)
    {
        await work.ExecuteAsync("delete from PersonRecoveryCode where PersonId = @Id", new { person.Id });
        await work.ExecuteAsync(
            "insert into PersonRecoveryCode (PersonId, CodeHash) values (@PersonId, @CodeHash)",
            codes.Select(code => new { PersonId = person.Id, CodeHash = code.Hash })
        );
        return codes.Select(code => code.Code).ToList();
    }

    private static string Letters() => string.Concat(RandomNumberGenerator.GetItems<char>(CodeLetters, 5));

    private const string ConfirmSql = """
        update Person
        set    AuthenticatorKey = @Key, PendingKey = null, TwoFactorEnabled = 1, SetUpCodeHash = null, SetUpCodeEndsAt = null, LastCodeStep = @Step, SecurityStamp = @Stamp, Version = Version + 1
        where  Id = @Id and PendingKey = @PendingKey
        """;
}
