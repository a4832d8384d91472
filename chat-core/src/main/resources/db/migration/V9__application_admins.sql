-- What a member may do in the application: 'admin'; null: what every member may.
alter table application_member add column role text;
