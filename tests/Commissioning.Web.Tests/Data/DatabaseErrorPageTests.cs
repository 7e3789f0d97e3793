using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Data;

/// <summary>The disk is full, or the database is gone, while a page is in use.</summary>
public sealed class DatabaseErrorPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Theory]
    [InlineData(13, "The portal has no room left to save in, so nothing was saved.", "The disk of the database is full")]
    [InlineData(10, "The portal cannot reach its records at the moment.", "The database did not answer")]
    [InlineData(0, "The portal's clock is wrong at the moment, so nothing was saved.", "This machine's clock is wrong")]
    public async Task A_database_failure_shows_that_nothing_was_saved_and_raises_an_alert(int code, string sentence, string alert)
    {
        var page = (await host.Visitor().OpenAsync(Links.Accounts.SignIn)).Fill("E-mail address", $"full{code}@b.example");
        void Fail(Statement statement)
        {
            if (statement.Sql.StartsWith("insert into SignInLink ", StringComparison.Ordinal))
                throw code == 0 ? new WrongClockException("This machine's clock is wrong") : new SqliteException("no", code);
        }
        host.Db.Trace += Fail;
        try
        {
            var answer = await page.PressAsync("Continue", HttpStatusCode.ServiceUnavailable);
            answer.AssertSays(sentence);
            answer.AssertSays("What you typed is still here.");
            answer = await answer.PressAsync("Send it again", HttpStatusCode.ServiceUnavailable);
            host.Db.Trace -= Fail;
            Assert.Equal("Check your e-mail", (await answer.PressAsync("Send it again")).Heading);
        }
        finally
        {
            host.Db.Trace -= Fail;
        }
        Assert.Contains(
            await host.Services.GetRequiredService<Alerts>().StandingAsync(),
            one => one.Kind == AlertKind.Database && one.Sentence.StartsWith(alert, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_write_that_fails_and_the_alert_about_it_share_the_patience_of_their_request()
    {
        var page = (await host.Visitor().OpenAsync(Links.Accounts.SignIn)).Fill("E-mail address", "busy@b.example");
        var (failed, told) = (default(Patience), default(Patience));
        void Fail(Statement statement)
        {
            if (statement.Sql.StartsWith("update Alert ", StringComparison.Ordinal))
                told ??= Patience.Current;
            if (!statement.Sql.StartsWith("insert into SignInLink ", StringComparison.Ordinal))
                return;
            failed = Patience.Current;
            throw new SqliteException("no", 5);
        }
        host.Db.Trace += Fail;
        try
        {
            await page.PressAsync("Continue", HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            host.Db.Trace -= Fail;
        }
        Assert.NotNull(failed);
        Assert.Same(failed, told);
    }

    [Fact]
    public async Task While_nothing_can_be_written_somebody_who_is_signed_in_goes_on_reading()
    {
        using var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant));
        host.Clock.Offset += TimeSpan.FromMinutes(2);
        var writes = 0;
        await WhileAsync(
            statement =>
                statement.Sql.StartsWith("update PersonSession ", StringComparison.Ordinal)
                    ? throw new SqliteException($"no {++writes}", 13)
                    : false,
            async () => Assert.Equal("Your applications", (await browser.OpenAsync(Links.Applications.Mine)).Heading)
        );
        Assert.Equal(1, writes);
    }

    [Fact]
    public async Task While_the_database_is_away_somebody_who_is_signed_in_reads_that_it_is()
    {
        using var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant));
        await WhileAsync(
            _ => throw new SqliteException("gone", 14),
            async () =>
                (await browser.OpenAsync(Links.Applications.Mine, HttpStatusCode.ServiceUnavailable)).AssertSays(
                    "The portal cannot reach its records at the moment."
                )
        );
        Assert.Equal("Your applications", (await browser.OpenAsync(Links.Applications.Mine)).Heading);
    }

    private async Task WhileAsync(Func<Statement, bool> fails, Func<Task> act)
    {
        void Fail(Statement statement) => fails(statement);
        host.Db.Trace += Fail;
        try
        {
            await act();
        }
        finally
        {
            host.Db.Trace -= Fail;
        }
    }
}
