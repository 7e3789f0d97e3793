using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Commissioning.Platform.Data;

/// <summary>Describes a database error and what to do about it, without passwords or stack traces.</summary>
public static class DatabaseErrors
{
    private const string Setting = "ConnectionStrings__Commissioning";

    /// <summary>For the operator who starts the portal or runs a command-line verb.</summary>
    public static string AtStart(DbException exception, Dialect dialect) =>
        exception switch
        {
            _ when Dialect.IsFull(exception) => $"The disk of the database {dialect.Place} is full. Make room on it, then start again.",
            DatabaseIdentityException =>
                $"There is no token for this machine's identity to open {dialect.Place} with. Give the machine a managed identity that is a user of the database (src/OPERATIONS.md), or remove Database__OAuth and put a user and password in {Setting}.",
            SqlException { Number: 18456 } =>
                $"SQL Server refused the login to {dialect.Place}. Check the user and password, or the managed identity, in {Setting}.",
            SqlException { Number: 4060 } =>
                $"SQL Server has no database {dialect.Place}, or this login may not use it. Create it and its user (src/OPERATIONS.md, SQL Server), or correct Database in {Setting}.",
            SqlException { Number: 229 or 230 or 262 } =>
                $"This login may not do that in {dialect.Place}. Migrations need the migrator's login, everything else the application's (db/logins.sql).",
            SqlException { Number: 1205 } => $"The database {dialect.Place} was busy with something else. Try again.",
            SqlException when Dialect.IsLost(exception) || !IsAnswer(exception) =>
                $"SQL Server cannot be reached for {dialect.Place}. Check Server in {Setting}, that SQL Server runs, and that the network lets this machine through.",
            SqliteException { SqliteErrorCode: 26 } =>
                $"{dialect.Place} is not a SQLite database. Point Data Source in {Setting} at the portal's own file, or move this file away.",
            SqliteException { SqliteErrorCode: 14 } =>
                $"{dialect.Place} cannot be opened or made. Check that its folder exists and that the portal's account may write in it, or correct Data Source in {Setting}.",
            SqliteException { SqliteErrorCode: 8 } =>
                $"{dialect.Place} cannot be written. Let the portal's account write the file and its folder.",
            SqliteException { SqliteErrorCode: 11 } =>
                $"{dialect.Place} is damaged. Keep a copy of the file as it is, and restore the last backup.",
            SqliteException { SqliteErrorCode: 5 } => $"Another program holds {dialect.Place}. Stop it, then start again.",
            SqliteException { SqliteErrorCode: 10 } => $"The disk of {dialect.Place} does not read or write. Check the disk.",
            _ => $"The database {dialect.Place} refused: {exception.Message}",
        };

    /// <summary>For the user of a page; null unless the whole database is affected.</summary>
    public static string? OnAPage(Exception? exception) =>
        exception switch
        {
            null => null,
            _ when Dialect.IsFull(exception) => "The portal has no room left to save in, so nothing was saved.",
            WrongClockException => "The portal's clock is wrong at the moment, so nothing was saved.",
            SqlException { Number: 229 or 230 } => "The portal cannot save this at the moment, so nothing was saved.",
            _ when Dialect.IsLost(exception) || Dialect.IsDeadlock(exception) =>
                "The portal cannot reach its records at the moment. If you were saving something, it was probably not saved.",
            _ => null,
        };

    /// <summary>For the alert, which stays until the operator has dealt with it.</summary>
    public static string ForTheOperator(Exception exception) =>
        Dialect.IsFull(exception) ? "The disk of the database is full, so people cannot save anything. Make room, or let the database grow."
        : exception is WrongClockException ? exception.Message
        : exception is SqlException { Number: 229 or 230 }
            ? "The portal's login to SQL Server may not do what the portal does. Run db/logins.sql again as the database's owner."
        : "The database did not answer while the portal was running. Look at the server, its network and its log.";

    // Numbers above 100 come from the server; lower ones come from the connection to it.
    private static bool IsAnswer(DbException exception) => exception is SqlException { Number: > 100, Class: < 20 };
}
