using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Makes the code with which a member of staff sets up their first authenticator app. An administrator hands it over in person or
/// by telephone, so that a mailbox in the wrong hands is not enough.</summary>
public sealed class MakeSetUpCode(Db db)
{
    /// <summary>How long a code waits (default, not OPCC policy).</summary>
    public const int Days = 7;
    private const string Letters = "23456789BCDFGHJKMNPQRTVWXY"; // No vowels, and no characters that look alike.

    /// <returns>The code, which is shown once.</returns>
    public Task<Result<string>> RunAsync(Actor administrator, Guid person) =>
        db.ChangeAsync<string>(
            administrator,
            AuditAction.SetUpCodeMade,
            person,
            async work =>
            {
                if (person == administrator.Id)
                    return new Refusal("Another administrator must make your set-up code");
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from PersonRole where PersonId = @person and Role <> 'Applicant'",
                        new { person }
                    ) == 0
                )
                    return new Refusal("Only people who work for the office need a set-up code. Give this person a role first.");
                if (
                    await work.ScalarAsync<int>("select count(*) from Person where Id = @person and TwoFactorEnabled = 1", new { person })
                    > 0
                )
                    return new Refusal("This person has set up an app. If the phone is lost, remove the second factor first.");
                work.Note($"Works for {Days} days");
                return Result.Made(await MakeAsync(work, person));
            }
        );

    internal static async Task<string> MakeAsync(Work work, Guid person)
    {
        var code = $"{RandomNumberGenerator.GetString(Letters, 5)}-{RandomNumberGenerator.GetString(Letters, 5)}";
        await work.ExecuteOneAsync(
            "update Person set SetUpCodeHash = @Hash, SetUpCodeEndsAt = @EndsAt, Version = Version + 1 where Id = @person",
            new
            {
                person,
                Hash = CodeHash.Of(person, code),
                EndsAt = work.Now.AddDays(Days),
            }
        );
        return code;
    }
}
