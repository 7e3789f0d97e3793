using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Payments;

/// <summary>How the office sends its payments to the bank.</summary>
/// <param name="ServiceUserNumber">Six digits, from Bacs; needed for a Bacs file with its labels.</param>
/// <param name="MultipleDays">The Bacs file names the processing day in each record (4 MULTI), not only in its label (1 DAILY).</param>
/// <param name="FileNumber">The number of the file in its label, from 1 to 999.</param>
/// <param name="DaysBefore">Working days from taking the file to the day of payment; null: two for a Bacs file, which needs an input day, a
/// processing day and an entry day, otherwise none (default, not OPCC policy: the bank says how early it needs the file).</param>
public sealed record BankFileSettings(
    BankFileFormat Format,
    string ServiceUserNumber = "",
    bool MultipleDays = false,
    int FileNumber = 1,
    int? DaysBefore = null
)
{
    private const int CycleDays = 2;

    /// <summary>The most working days that a bank is given before the day of payment.</summary>
    public const int MostDaysBefore = 10;

    public int Days => DaysBefore ?? (Format == BankFileFormat.Bacs ? CycleDays : 0);

    /// <summary>Null when a file can be written with these.</summary>
    public string? WhyWrong
    {
        get
        {
            if (!Enum.IsDefined(Format))
                return "Portal__BankFileFormat: enter BacsRecords, Bacs or Pain001";
            if (Format == BankFileFormat.Bacs && (ServiceUserNumber.Length != 6 || !ServiceUserNumber.All(char.IsAsciiDigit)))
                return "Portal__BacsServiceUserNumber: enter the six digits that Bacs gave the office, such as 123456";
            if (FileNumber is < 1 or > 999)
                return "Portal__BacsFileNumber: enter a number from 1 to 999";
            return Days is < 0 or > MostDaysBefore || (Format == BankFileFormat.Bacs && Days < CycleDays)
                ? $"Portal__BankDaysBefore: enter the working days from taking the file to the day of payment, up to {MostDaysBefore}; a Bacs file needs {CycleDays} or more"
                : null;
        }
    }

    /// <summary>The first day on which the bank can pay a file that is taken on a day.</summary>
    public DateOnly FirstPayDay(DateOnly takenOn) => WorkingDays.After(WorkingDays.OnOrAfter(takenOn), Days);
}
