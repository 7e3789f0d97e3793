using Commissioning.Domain;

namespace Commissioning.Platform.Data;

/// <summary>The one-use number of the form that this request sends. The first change of the request that is committed uses it up, so that a
/// form sent twice, by a double click, by Back or again by a poor connection, counts once.</summary>
public sealed class FormNumber : IDisposable
{
    /// <summary>Name of the hidden input. The script that keeps what was typed passes over names that begin like this.</summary>
    public const string Field = "__FormNumber";
    private const int DaysKept = 30;
    private static readonly AsyncLocal<FormNumber?> OfRequest = new();
    private readonly Guid number;
    private bool isUsed;

    private FormNumber(Guid number) => this.number = number;

    /// <summary>Null outside the handling of a form, and for a form without a number.</summary>
    internal static FormNumber? Current => OfRequest.Value;

    /// <summary>All changes from here to the disposal belong to the form with this number.</summary>
    public static FormNumber Use(Guid number) => OfRequest.Value = new(number);

    /// <summary>Runs a change, unless the form was sent before. Changes are serial, so nobody else uses the number between the question and
    /// the end of the transaction. A change that is refused leaves the number for the corrected form.</summary>
    internal async Task<T> OnceAsync<T>(Work work, Func<Work, Task<T>> change, Func<T, bool> done, Func<Refusal, T> refuse)
    {
        if (isUsed)
            return await change(work);
        if (await work.ScalarAsync<DateTime?>("select UsedAt from UsedFormNumber where Number = @number", new { number }) is { } sentAt)
            return refuse(SentBefore(sentAt, work.Now));
        var outcome = await change(work);
        if (done(outcome))
        {
            await work.ExecuteAsync("delete from UsedFormNumber where UsedAt < @Before", new { Before = work.Now.AddDays(-DaysKept) });
            await work.ExecuteAsync("insert into UsedFormNumber (Number, UsedAt) values (@number, @Now)", new { number, work.Now });
        }
        return outcome;
    }

    /// <summary>Only after the commit, because a change that lost a deadlock is run again. The later changes of this request are part of
    /// what the form asks for.</summary>
    internal void Committed() => isUsed = true;

    /// <summary>Such as "You sent this form already, at 10:32am, and it counted.", with the day if it was not today.</summary>
    private static Refusal SentBefore(DateTime sentAt, DateTime now) =>
        new(
            $"You sent this form already, at {(LondonTime.DateOf(sentAt) == LondonTime.DateOf(now) ? LondonTime.Time(sentAt) : LondonTime.DateAndTime(sentAt))}, and it counted. Nothing was done the second time. If you want to do it again, check what is below and press the button again."
        );

    public void Dispose() => OfRequest.Value = null;
}
