using System.Globalization;
using Commissioning.Domain.Casework;

namespace Commissioning.Domain.Tests.Casework;

public sealed class WorkEmailRulesTests
{
    private static DateTime At(string uk) =>
        LondonTime.ToUtc(DateOnly.Parse(uk[..10], CultureInfo.InvariantCulture), TimeOnly.Parse(uk[11..], CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(WorkEmailChoice.AtOnce, "2026-06-01 03:00", null, true)]
    [InlineData(WorkEmailChoice.AtOnce, "2026-06-01 10:59", "2026-06-01 10:00", false)]
    [InlineData(WorkEmailChoice.AtOnce, "2026-06-01 11:00", "2026-06-01 10:00", true)]
    [InlineData(WorkEmailChoice.Daily, "2026-06-01 06:59", "2026-05-29 07:00", false)]
    [InlineData(WorkEmailChoice.Daily, "2026-06-01 07:00", "2026-05-29 07:00", true)]
    [InlineData(WorkEmailChoice.Daily, "2026-06-01 18:00", "2026-06-01 07:00", false)]
    [InlineData(WorkEmailChoice.Daily, "2026-06-01 07:00", "2026-06-01 06:00", true)]
    [InlineData(WorkEmailChoice.Daily, "2026-05-30 09:00", null, false)] // a Saturday
    [InlineData(WorkEmailChoice.Daily, "2026-05-25 09:00", null, false)] // the spring bank holiday
    [InlineData(WorkEmailChoice.Weekly, "2026-06-01 07:00", "2026-05-26 07:00", true)]
    [InlineData(WorkEmailChoice.Weekly, "2026-06-01 12:00", "2026-06-01 07:00", false)]
    [InlineData(WorkEmailChoice.Weekly, "2026-06-02 09:00", null, false)]
    [InlineData(WorkEmailChoice.Weekly, "2026-05-26 09:00", null, true)] // the Tuesday after a bank holiday
    [InlineData(WorkEmailChoice.Weekly, "2026-05-27 09:00", null, false)]
    [InlineData(WorkEmailChoice.Weekly, "2026-12-29 09:00", null, true)] // Monday 28 December is Boxing Day's holiday
    [InlineData(WorkEmailChoice.Never, "2026-06-01 09:00", null, false)]
    public void An_email_is_sent_when_its_reader_wants_it(WorkEmailChoice choice, string now, string? sentAt, bool isTime) =>
        Assert.Equal(isTime, WorkEmailRules.IsTime(choice, At(now), sentAt is null ? null : At(sentAt)));

    [Theory]
    [InlineData(WaitingKind.Check, null, false, true)]
    [InlineData(WaitingKind.Check, null, true, false)]
    [InlineData(WaitingKind.Claim, "2026-06-01 09:59", true, false)]
    [InlineData(WaitingKind.Claim, "2026-06-01 10:01", true, true)]
    [InlineData(WaitingKind.FailedEmail, "2026-06-01 10:01", false, false)]
    [InlineData(WaitingKind.Alert, "2026-06-01 10:01", false, false)]
    public void A_kind_is_new_when_it_was_not_told_or_more_came_since(WaitingKind kind, string? newest, bool told, bool isNew) =>
        Assert.Equal(isNew, WorkEmailRules.IsNew(kind, newest is null ? null : At(newest), told ? [kind] : [], At("2026-06-01 10:00")));
}
