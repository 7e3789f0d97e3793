using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Web;

/// <summary>Moves the portal's clock in Development and keeps the offset over a restart. Does nothing elsewhere.</summary>
public sealed class DevelopmentClock(Db db, PortalClock clock, IHostEnvironment environment)
{
    private const string Name = "clock-offset-ticks";

    public async Task RestoreAsync()
    {
        if (!environment.IsDevelopment())
            return;
        var offset = await db.ScalarAsync<string>("select SetValue from Setting where Name = @Name", new { Name });
        if (offset is not null)
            clock.Offset = new(long.Parse(offset, CultureInfo.InvariantCulture));
    }

    public async Task MoveAsync(Actor actor, DateTime? utc)
    {
        if (!environment.IsDevelopment())
            throw new NotFoundException("The clock moves in Development only");
        if (utc is { } target)
            clock.MoveTo(target);
        else
            clock.Offset = TimeSpan.Zero;
        await db.RecordAsync(
            actor,
            AuditAction.ClockMoved,
            Guid.Empty,
            async work =>
            {
                var row = new
                {
                    Name,
                    SetValue = clock.Offset.Ticks.ToString(CultureInfo.InvariantCulture),
                    work.Now,
                };
                if (await work.ExecuteAsync("update Setting set SetValue = @SetValue, ChangedAt = @Now where Name = @Name", row) == 0)
                    await work.ExecuteAsync("insert into Setting (Name, SetValue, ChangedAt) values (@Name, @SetValue, @Now)", row);
            }
        );
    }
}
