using Commissioning.Domain;
using Commissioning.Features.Accounts;
using Commissioning.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Accounts;

internal static class StaffPasswords
{
    /// <summary>Gives a person a password, as their own choice of one does.</summary>
    public static async Task PasswordAsync(this PortalHost host, Actor person, string password, bool hasApp = true)
    {
        var hash = host.Services.CreateScope().ServiceProvider.GetRequiredService<IPasswordHasher<Person>>().HashPassword(new(), password);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Person set PasswordHash = @hash, TwoFactorEnabled = @hasApp where Id = @Id",
                new
                {
                    person.Id,
                    hash,
                    hasApp,
                }
            )
        );
    }

    /// <summary>Makes a set-up code, as an administrator does.</summary>
    public static async Task<string> SetUpCodeAsync(this PortalHost host, Actor person) =>
        (
            await host.WithAsync<MakeSetUpCode, Result<string>>(async make =>
                await make.RunAsync(await host.Scenario.PersonAsync(Domain.Accounts.Role.Administrator), person.Id)
            )
        ).Value!;
}
