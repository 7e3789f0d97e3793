using System.Globalization;

namespace Commissioning.Domain.Tests.Payments;

/// <summary>A Bacs Standard 18 file read by the positions of the public layouts (from 1, both ends included), apart from the portal's
/// writer. It throws where a fixed content is not there.</summary>
internal sealed class BacsLayout
{
    public sealed record Data(
        string SortCode,
        string Account,
        string Code,
        string FromSortCode,
        string FromAccount,
        long Pence,
        string Originator,
        string Reference,
        string Name,
        DateOnly? Processing
    );

    public string Serial { get; }
    public string User { get; }
    public DateOnly Created { get; }
    public DateOnly Expires { get; }
    public int RecordLength { get; }
    public DateOnly Processing { get; }
    public string WorkCode { get; }
    public int FileNumber { get; }
    public IReadOnlyList<Data> Records { get; }
    public long Debits { get; }
    public long Credits { get; }
    public int DebitItems { get; }
    public int CreditItems { get; }

    public BacsLayout(string file)
    {
        Assert.EndsWith("\r\n", file);
        Assert.True(file.All(letter => letter is '\r' or '\n' or >= ' ' and <= '~'), "Only ASCII");
        var lines = file[..^2].Split("\r\n");
        var (volume, header, second, user) = (lines[0], lines[1], lines[2], lines[3]);
        Assert.All(lines[..4].Concat(lines[^3..]), label => Assert.Equal(80, label.Length));
        Fixed(volume, 1, 4, "VOL1");
        Serial = At(volume, 5, 10);
        Fixed(volume, 11, 41, new(' ', 31));
        User = At(volume, 42, 47);
        Fixed(volume, 48, 79, new(' ', 32));
        Fixed(volume, 80, 80, "1");

        Fixed(header, 1, 5, "HDR1A");
        Fixed(header, 6, 11, User);
        Fixed(header, 12, 15, "S  1");
        Fixed(header, 16, 21, User);
        Fixed(header, 22, 27, Serial);
        Fixed(header, 28, 35, "00010001");
        Fixed(header, 36, 41, new(' ', 6));
        (Created, Expires) = (Day(At(header, 42, 47)), Day(At(header, 48, 53)));
        Fixed(header, 54, 60, " 000000");
        Fixed(header, 61, 80, new(' ', 20));

        Fixed(second, 1, 10, "HDR2F02000");
        RecordLength = Number(At(second, 11, 15));
        Fixed(second, 16, 50, new(' ', 35));
        Fixed(second, 51, 52, "00");
        Fixed(second, 53, 80, new(' ', 28));

        Fixed(user, 1, 4, "UHL1");
        Processing = Day(At(user, 5, 10));
        Fixed(user, 11, 20, "999999    ");
        Fixed(user, 21, 28, "00000000");
        WorkCode = At(user, 29, 37);
        FileNumber = Number(At(user, 38, 40));
        Fixed(user, 41, 80, new(' ', 40));

        Records = lines[4..^3].Select(One).ToList();
        Assert.Equal("EOF1" + header[4..], lines[^3]);
        Assert.Equal("EOF2" + second[4..], lines[^2]);
        var trailer = lines[^1];
        Fixed(trailer, 1, 4, "UTL1");
        (Debits, Credits) = (Long(At(trailer, 5, 17)), Long(At(trailer, 18, 30)));
        (DebitItems, CreditItems) = (Number(At(trailer, 31, 37)), Number(At(trailer, 38, 44)));
        Fixed(trailer, 45, 52, new(' ', 8));
        Fixed(trailer, 53, 59, "0000000");
    }

    private Data One(string record)
    {
        Assert.Equal(RecordLength, record.Length);
        Fixed(record, 15, 15, "0");
        Fixed(record, 32, 35, "    ");
        return new(
            At(record, 1, 6),
            At(record, 7, 14),
            At(record, 16, 17),
            At(record, 18, 23),
            At(record, 24, 31),
            Long(At(record, 36, 46)),
            At(record, 47, 64).TrimEnd(),
            At(record, 65, 82).TrimEnd(),
            At(record, 83, 100).TrimEnd(),
            RecordLength == 106 ? Day(At(record, 101, 106)) : null
        );
    }

    private static string At(string line, int from, int to) => line[(from - 1)..to];

    private static void Fixed(string line, int from, int to, string content) => Assert.Equal(content, At(line, from, to));

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static long Long(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>bYYDDD.</summary>
    private static DateOnly Day(string text)
    {
        Assert.Equal(' ', text[0]);
        return new DateOnly(2000 + Number(text[1..3]), 1, 1).AddDays(Number(text[3..]) - 1);
    }
}
