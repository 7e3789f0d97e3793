-- How an application came in. What came on paper, in Word or by telephone is typed in by the office and marked as such.
alter table Application add Channel nvarchar(10) not null constraint DF_Application_Channel default 'Online' constraint CK_Application_Channel check (Channel in ('Online', 'Paper', 'Word', 'Phone'))
GO
alter table Application add ReceivedOn date null
GO
alter table Application add ContactEmail nvarchar(320) null
